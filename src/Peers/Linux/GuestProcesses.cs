using System.Globalization;

namespace Ballast.Peers.Linux;

/// <summary>All processes of one guest: the kernel, its I/O threads, and a traced process for each address space in the
/// guest. They share a session that was opened for them.</summary>
internal sealed class GuestProcesses(int session, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public int Session => session;

    /// <summary>Those that are alive.</summary>
    public IReadOnlyList<ProcessStat> Alive()
    {
        var alive = new List<ProcessStat>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(folder["/proc/".Length])
                && ProcessStat.Read($"{folder}/stat") is { IsDead: false } stat && stat.Session == session)
                alive.Add(stat);
        }

        return alive;
    }

    /// <summary>Ends them all; false if some are still there when patience ends.</summary>
    public bool Kill()
    {
        return Until(() =>
        {
            var alive = Alive();
            foreach (var process in alive)
                Signals.Send(process.Id, Signals.Kill);
            return alive.Count == 0;
        });
    }

    /// <summary>Stops them all, whatever they do; false if some still run when patience ends.</summary>
    public bool Pause()
    {
        // The kernel would take SIGSTOP of a process that it traces for a failure of its own. SIGALRM it knows and
        // passes over, and a traced process stands still until its tracer, stopped before, has seen the signal.
        return SignalUntilStopped(isTraced: false, Signals.Stop) && SignalUntilStopped(isTraced: true, Signals.Alarm);
    }

    /// <summary>Lets them run on; false if the kernel still stands when patience ends.</summary>
    public bool Resume()
    {
        var stopped = Alive().Where(process => !IsTraced(process.Id)).ToList();
        foreach (var process in stopped)
            Signals.Send(process.Id, Signals.Continue);
        return Until(() => !Alive().Any(process => process.State == 'T'));
    }

    private bool SignalUntilStopped(bool isTraced, int signal)
    {
        var signalled = new HashSet<int>();
        return Until(() =>
        {
            var running = Alive().Where(process => IsTraced(process.Id) == isTraced && !StandsStill(process)).ToList();
            foreach (var process in running)
            {
                if (signalled.Add(process.Id))
                    Signals.Send(process.Id, signal);
            }

            return running.Count == 0;
        });
    }

    private static bool StandsStill(ProcessStat process)
    {
        if (!process.IsStopped)
            return false;
        try
        {
            return Directory.EnumerateDirectories($"/proc/{process.Id}/task")
                .All(thread => ProcessStat.Read($"{thread}/stat") is not { IsDead: false, IsStopped: false });
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool IsTraced(int process)
    {
        const string tracer = "TracerPid:";
        try
        {
            return File.ReadLines($"/proc/{process}/status")
                .Any(line => line.StartsWith(tracer, StringComparison.Ordinal)
                    && int.TryParse(line.AsSpan(tracer.Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var id)
                    && id != 0);
        }
        catch (IOException)
        {
            return false;
        }
    }

    // No event tells of a state change of a process that is not our child.
    private bool Until(Func<bool> isReached)
    {
        var start = time.GetTimestamp();
        while (!isReached())
        {
            if (time.GetElapsedTime(start) > Patience)
                return false;
            Thread.Yield();
        }

        return true;
    }
}
