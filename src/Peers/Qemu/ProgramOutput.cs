using System.ComponentModel;
using System.Diagnostics;

namespace Ballast.Peers.Qemu;

/// <summary>Runs a program that answers on its standard output and ends.</summary>
internal static class ProgramOutput
{
    private const int Longest = 64 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What it prints, cut off at 64 KiB; null if it cannot be run.</summary>
    public static string? Read(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start);
            if (process is null)
                return null;
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(Patience);
            using var killed = deadline.Token.Register(process.Kill);
            var answer = new char[Longest];
            var length = process.StandardOutput.ReadBlock(answer);
            process.StandardOutput.Close();
            process.StandardError.Close();
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return new string(answer, 0, length);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
