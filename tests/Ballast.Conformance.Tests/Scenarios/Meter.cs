namespace Ballast.Conformance.Tests.Scenarios;

public sealed class Meter
{
    private readonly Lock _lock = new();
    private int _now;

    public int Most { get; private set; }

    public int SerialOverlap { get; private set; }

    public async Task MeasureAsync(bool isSerial)
    {
        lock (_lock)
        {
            _now++;
            Most = Math.Max(Most, _now);
            SerialOverlap += isSerial && _now > 1 ? 1 : 0;
        }
        await Task.Yield();
        lock (_lock)
        {
            SerialOverlap += isSerial && _now > 1 ? 1 : 0;
            _now--;
        }
    }
}
