using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;

namespace Ballast.Peers.Linux;

/// <summary>Asks a User Mode Linux kernel for its release.</summary>
internal static class KernelRelease
{
    private const int LongestRelease = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly SearchValues<char> ReleaseLetters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_+");

    public static string? Read(string kernel, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(kernel, "--version") { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start);
            if (process is null)
                return null;
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(Patience);
            using var killed = deadline.Token.Register(process.Kill);
            var answer = new char[LongestRelease];
            var length = process.StandardOutput.ReadBlock(answer);
            process.StandardOutput.Close();
            process.StandardError.Close();
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return Parse(answer.AsSpan(0, length));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    internal static string? Parse(ReadOnlySpan<char> answer)
    {
        var line = answer.Trim();
        var isRelease = line.Length is > 0 and < LongestRelease && char.IsAsciiDigit(line[0])
            && line.IndexOfAnyExcept(ReleaseLetters) < 0;
        return isRelease ? line.ToString() : null;
    }
}
