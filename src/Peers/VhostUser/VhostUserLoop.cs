using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Ballast.Peers.VhostUser.Native;
using Ballast.Virtio.Scheduling;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser;

/// <summary>
/// A loop that also watches file descriptors: one thread does the work that is posted, reads the sockets and answers the
/// kicks, so that a device on it never meets another thread.
/// </summary>
public sealed class VhostUserLoop : IEventLoop, IDisposable
{
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _wake = Descriptors.NewEvent();
    private readonly List<Watch> _watches = [];
    private readonly List<Wait> _waits = [];
    private readonly Thread _thread;
    private List<Action> _work = [];
    private volatile bool _stopping;

    /// <summary>Starts the loop.</summary>
    /// <param name="name">Name of its thread, for debuggers.</param>
    /// <param name="time">The clock; the system's by default.</param>
    public VhostUserLoop(string name = "vhost-user", TimeProvider? time = null)
    {
        Time = time ?? TimeProvider.System;
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc/>
    public TimeProvider Time { get; }

    /// <inheritdoc/>
    public void Post(Action work)
    {
        lock (_gate)
        {
            if (_stopping) return;
            _work.Add(work);
            Descriptors.Signal(_wake);
        }
    }

    /// <inheritdoc/>
    public T Invoke<T>(Func<T> work)
    {
        if (Thread.CurrentThread == _thread) return work();
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var done = new ManualResetEventSlim();
        Post(() =>
        {
            try { result = work(); }
            catch (Exception e) { failure = ExceptionDispatchInfo.Capture(e); }
            done.Set();
        });
        while (!done.Wait(TimeSpan.FromMilliseconds(100)))
            ObjectDisposedException.ThrowIf(!_thread.IsAlive && !done.IsSet, this);
        failure?.Throw();
        return result;
    }

    /// <inheritdoc/>
    public bool WaitFor(Func<bool> condition, TimeSpan timeout, CancellationToken cancellation = default)
    {
        if (Thread.CurrentThread == _thread) throw new InvalidOperationException("a loop cannot wait for itself");
        var wait = new Wait(condition);
        Post(() => _waits.Add(wait));
        try
        {
            if (!wait.Ended.Wait(timeout, cancellation)) return false;
            wait.Failure?.Throw();
            return wait.Holds;
        }
        finally
        {
            wait.IsAbandoned = true;
        }
    }

    /// <summary>Finishes the piece of work under way and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping) return;
            _stopping = true;
            Descriptors.Signal(_wake);
        }
        if (Thread.CurrentThread != _thread) _thread.Join();
        _wake.Dispose();
    }

    /// <summary>Calls back, on the loop, whenever the descriptor can be read; or written, when the watch asks for that. On the loop only.</summary>
    internal Watch Add(SafeHandle descriptor, Action<Readiness> ready)
    {
        var watch = new Watch(descriptor, ready);
        _watches.Add(watch);
        return watch;
    }

    /// <summary>Ends a watch. It must end before its descriptor is closed. On the loop only.</summary>
    internal void Remove(Watch? watch)
    {
        if (watch is null) return;
        watch.IsOver = true;
        _watches.Remove(watch);
    }

    private void Run()
    {
        while (!_stopping)
        {
            var ready = Poll();
            foreach (var action in TakeWork()) action();
            foreach (var (watch, readiness) in ready)
            {
                if (!watch.IsOver) watch.Ready(readiness);
            }
            _waits.RemoveAll(Settle);
        }
        // Nobody is to wait for what cannot happen any more.
        foreach (var wait in _waits) wait.Ended.Set();
    }

    private unsafe List<(Watch, Readiness)> Poll()
    {
        var entries = new PollEntry[_watches.Count + 1];
        entries[0] = new() { Descriptor = (int)_wake.DangerousGetHandle(), Events = Libc.POLLIN };
        for (int i = 0; i < _watches.Count; i++)
        {
            entries[i + 1] = new()
            {
                Descriptor = (int)_watches[i].Descriptor.DangerousGetHandle(),
                Events = _watches[i].WantsToWrite ? Libc.POLLOUT : Libc.POLLIN,
            };
        }
        fixed (PollEntry* first = entries)
        {
            if (Libc.Poll(first, (nuint)entries.Length, -1) < 0)
            {
                if (Marshal.GetLastPInvokeError() == Libc.EINTR) return [];
                throw Descriptors.Failure("poll");
            }
        }
        if (entries[0].Returned != 0) Descriptors.Drain(_wake);
        var ready = new List<(Watch, Readiness)>();
        for (int i = 0; i < _watches.Count; i++)
        {
            short returned = entries[i + 1].Returned;
            if (returned == 0) continue;
            bool hungUp = (returned & (Libc.POLLIN | Libc.POLLOUT)) == 0;
            ready.Add((_watches[i], hungUp ? Readiness.HungUp : Readiness.Ready));
        }
        return ready;
    }

    private List<Action> TakeWork()
    {
        lock (_gate)
        {
            var work = _work;
            if (work.Count > 0) _work = [];
            return _stopping ? [] : work;
        }
    }

    private static bool Settle(Wait wait)
    {
        if (wait.IsAbandoned) return true;
        try
        {
            wait.Holds = wait.Condition();
        }
        catch (Exception e)
        {
            wait.Failure = ExceptionDispatchInfo.Capture(e);
        }
        if (!wait.Holds && wait.Failure is null) return false;
        wait.Ended.Set();
        return true;
    }

    /// <summary>What a watched descriptor is ready for.</summary>
    internal enum Readiness
    {
        /// <summary>What the watch waits for.</summary>
        Ready,

        /// <summary>Nothing any more: the other end is closed and nothing is left to read.</summary>
        HungUp,
    }

    /// <summary>A descriptor that the loop watches.</summary>
    internal sealed class Watch(SafeHandle descriptor, Action<Readiness> ready)
    {
        public SafeHandle Descriptor => descriptor;

        public Action<Readiness> Ready => ready;

        public bool WantsToWrite { get; set; }

        public bool IsOver { get; set; }
    }

    private sealed class Wait(Func<bool> condition)
    {
        public Func<bool> Condition => condition;

        // Not disposed: the loop may set it while the waiter leaves.
        public ManualResetEventSlim Ended { get; } = new();

        public bool Holds { get; set; }

        public ExceptionDispatchInfo? Failure { get; set; }

        public volatile bool IsAbandoned;
    }
}
