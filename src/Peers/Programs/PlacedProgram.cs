using System.Diagnostics;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Programs;

/// <summary>A program that runs in some place.</summary>
public sealed class PlacedProgram : IDisposable
{
    private readonly GuestProcesses _processes;

    internal PlacedProgram(Process process, int session)
    {
        Process = process;
        _processes = new GuestProcesses(session, TimeProvider.System);
    }

    /// <summary>Stands for the program here: its standard streams, its end and its exit code. To kill this is not to kill
    /// the program.</summary>
    public Process Process { get; }

    /// <summary>The process id of the program as this machine counts, which is also its session's.</summary>
    public int ProcessId => _processes.Session;

    /// <summary>Ends the program and all that it started in its session; false if some of it is still there after ten
    /// seconds.</summary>
    public bool Kill() => _processes.Kill();

    /// <summary>Ends it, and waits until that is seen here.</summary>
    public void Dispose()
    {
        if (Kill())
            Process.WaitForExit();
        Process.Dispose();
    }
}
