using System.Threading.Channels;

namespace Ballast.Peers.Qemu;

/// <summary>The events since it was made. The latest 1024 are kept for whoever reads late.</summary>
public sealed class QmpSubscription : IDisposable
{
    private const int MostKept = 1024;

    private readonly Channel<QmpEvent> _events = Channel.CreateBounded<QmpEvent>(
        new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true });

    private readonly Action<QmpSubscription> _leave;

    internal QmpSubscription(Action<QmpSubscription> leave) => _leave = leave;

    /// <summary>The events one after the other; ends with a <see cref="QemuException"/> when QEMU does.</summary>
    public IAsyncEnumerable<QmpEvent> ReadAllAsync(CancellationToken cancellation = default) => _events.Reader.ReadAllAsync(cancellation);

    /// <summary>Passes over events until one is as wanted.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public async Task<QmpEvent> WaitForAsync(Func<QmpEvent, bool> isWanted, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        await foreach (var e in ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (isWanted(e))
                return e;
        }

        throw new ObjectDisposedException(nameof(QmpSubscription));
    }

    /// <summary>Passes over events until one has a name.</summary>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public Task<QmpEvent> WaitForAsync(string name, CancellationToken cancellation = default) =>
        WaitForAsync(e => e.Name == name, cancellation);

    /// <summary>Takes no more events.</summary>
    public void Dispose()
    {
        _leave(this);
        _events.Writer.TryComplete();
    }

    internal void Add(QmpEvent e) => _events.Writer.TryWrite(e);

    internal void Fail(QemuException over) => _events.Writer.TryComplete(over.Again());
}
