using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ballast.Peers.Linux;

/// <summary>A small process that outlives us: should we end in whatever way before we say that the guest is gone, it
/// ends the guest and removes its folder.</summary>
internal sealed class GuestWatchdog : IDisposable
{
    private const string Script =
        """
        read -r guest && read -r gone && exit
        [ -n "$guest" ] && kill -s KILL -- "-$guest"
        rm -rf -- "$0"
        """;

    private readonly Process _process;

    private GuestWatchdog(Process process) => _process = process;

    public static GuestWatchdog Start(string folder)
    {
        // In a session of its own, so that a Ctrl-C meant for us leaves it alive.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        return new GuestWatchdog(Process.Start(start) ?? throw new Win32Exception("setsid did not start"));
    }

    public void Watch(int guest) => Say(guest.ToString(CultureInfo.InvariantCulture));

    /// <summary>Completes when it has nothing left to watch or to remove.</summary>
    public Task Ended => _process.WaitForExitAsync();

    /// <summary>Leaves it alone, as our end would.</summary>
    public void HangUp() => _process.StandardInput.Close();

    public void Dispose()
    {
        Say("gone");
        HangUp();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Say(string line)
    {
        try
        {
            _process.StandardInput.Write(line + "\n");
            _process.StandardInput.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It was killed or hung up on; then there is nobody to tell.
        }
    }
}
