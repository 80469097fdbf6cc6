using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>What accesses to common configuration have shown: what is chosen, what is offered and accepted.</summary>
internal sealed class CommonRegistersSeen
{
    private const int Words = 2;

    private readonly uint?[] _offered = new uint?[Words];
    private readonly uint?[] _written = new uint?[Words];
    private readonly Dictionary<BalloonQueue, int> _indices = [];

    /// <summary>device_feature_select; null when it was not written.</summary>
    public uint? DeviceWord { get; private set; }

    /// <summary>driver_feature_select; null when it was not written.</summary>
    public uint? DriverWord { get; private set; }

    /// <summary>queue_select; null when it was not written.</summary>
    public int? Queue { get; private set; }

    /// <summary>num_queues; null when it was not read.</summary>
    public int? QueueCount { get; private set; }

    /// <summary>Whether the driver has set DRIVER_OK since the last reset.</summary>
    public bool IsDriverOk { get; private set; }

    /// <summary>Whether the device was reset before.</summary>
    public bool WasReset { get; private set; }

    /// <summary>Whether the event asks for a reset.</summary>
    public static bool IsReset(TraceEvent e) =>
        e is RegisterWritten { Space: RegisterSpace.Common, Offset: CommonRegister.DeviceStatus, Value: 0 };

    /// <summary>Whether a feature is offered; null when nobody has looked.</summary>
    public bool? Offers(int feature) => _offered[feature / 32] is { } word ? (word >> feature % 32 & 1) != 0 : null;

    /// <summary>Whether a feature was accepted since the last reset.</summary>
    public bool Accepts(int feature) => _written[feature / 32] is { } word && (word >> feature % 32 & 1) != 0;

    /// <summary>A word of the offered features; null when it was not read.</summary>
    public uint? Offered(uint word) => word < Words ? _offered[word] : null;

    /// <summary>A word of the accepted features, as it was written since the last reset; null when it was not.</summary>
    public uint? Written(uint word) => word < Words ? _written[word] : null;

    /// <summary>The index of a queue; null when none was set up for that.</summary>
    public int? IndexOf(BalloonQueue queue) => _indices.TryGetValue(queue, out int index) ? index : null;

    /// <summary>Takes the next event.</summary>
    public void Note(TraceEvent e)
    {
        switch (e)
        {
            case QueueConfigured { Index: var index, Queue: { } queue }:
                _indices[queue] = index;
                break;
            case RegisterWritten { Space: RegisterSpace.Common, Offset: var offset, Value: var value }:
                NoteWritten((int)offset, (uint)value);
                break;
            case RegisterRead { Space: RegisterSpace.Common, Offset: CommonRegister.DeviceFeature, Width: 4, Value: var value } when DeviceWord < Words:
                _offered[DeviceWord.Value] = (uint)value;
                break;
            case RegisterRead { Space: RegisterSpace.Common, Offset: CommonRegister.QueueCount, Width: 2, Value: var value }:
                QueueCount = (ushort)value;
                break;
        }
    }

    private void NoteWritten(int offset, uint value)
    {
        switch (offset)
        {
            case CommonRegister.DeviceFeatureSelect:
                DeviceWord = value;
                break;
            case CommonRegister.DriverFeatureSelect:
                DriverWord = value;
                break;
            case CommonRegister.DriverFeature when DriverWord < Words:
                _written[DriverWord.Value] = value;
                break;
            case CommonRegister.QueueSelect:
                Queue = (ushort)value;
                break;
            case CommonRegister.DeviceStatus when value == 0:
                Array.Clear(_written);
                _indices.Clear();
                (DeviceWord, DriverWord, Queue) = (null, null, null);
                IsDriverOk = false;
                WasReset = true;
                break;
            case CommonRegister.DeviceStatus:
                IsDriverOk |= ((DeviceStatus)value & DeviceStatus.DriverOk) != 0;
                break;
        }
    }
}
