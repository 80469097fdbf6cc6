namespace Ballast.Migration.Links;

/// <summary>Cuts a connection some time after a cancel: whoever hangs on it then gets no further.</summary>
internal sealed class CancelGrace : IDisposable
{
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _registration;

    public CancelGrace(Stream connection, TimeSpan grace, CancellationToken cancellation)
    {
        _timer = new Timer(_ => connection.Dispose());
        _registration = cancellation.Register(() => _timer.Change(grace, Timeout.InfiniteTimeSpan));
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timer.Dispose();
    }
}
