namespace Ballast.Conformance.Tests.Scenarios;

public sealed class Basket : IDisposable
{
    public uint Count { get; set; }

    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
