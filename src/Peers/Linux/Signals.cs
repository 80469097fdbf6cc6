using System.Runtime.InteropServices;

namespace Ballast.Peers.Linux;

/// <summary>Signals to processes (kill(2)), by their numbers on Linux for x86-64.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Alarm = 14;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends a signal; a process that is gone is no error.</summary>
    public static void Send(int process, int signal) => _ = kill(process, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int kill(int process, int signal);
}
