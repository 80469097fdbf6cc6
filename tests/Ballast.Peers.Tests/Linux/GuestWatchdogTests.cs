using System.Diagnostics;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Tests.Linux;

[Platform("Linux")]
[CancelAfter(30_000)]
public class GuestWatchdogTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("ballast-watchdog-").FullName;

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task HostGone_GuestAndFolderGo(CancellationToken cancellation)
    {
        using var guest = Guest();
        using var watchdog = GuestWatchdog.Start(_folder);
        watchdog.Watch(guest.Id);
        watchdog.HangUp();
        await guest.WaitForExitAsync(cancellation);
        await watchdog.Ended.WaitAsync(cancellation);

        Assert.That(guest.ExitCode, Is.EqualTo(128 + Signals.Kill));
        Assert.That(Directory.Exists(_folder), Is.False);
    }

    [Test]
    public void GuestGone_NothingIsKilledAndTheFolderStays()
    {
        using var guest = Guest();
        using (var watchdog = GuestWatchdog.Start(_folder))
            watchdog.Watch(guest.Id);

        Assert.That(guest.HasExited, Is.False);
        Assert.That(Directory.Exists(_folder));
        guest.Kill();
    }

    private static Process Guest() => Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", "echo up; exec cat"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    }) is { } process && process.StandardOutput.ReadLine() == "up"
        ? process
        : throw new InvalidOperationException("setsid did not start");
}
