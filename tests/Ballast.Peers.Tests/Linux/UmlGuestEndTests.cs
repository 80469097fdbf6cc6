using System.Net.Sockets;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Tests.Linux;

[CancelAfter(120_000)]
public class UmlGuestEndTests
{
    // vhost-user: request 3, version 1 in the flags, no payload.
    private static readonly byte[] SetOwner = [3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

    [Test]
    public async Task Panic_IsSeenAtOnce_WithTheLastLines(CancellationToken cancellation)
    {
        await using var guest = await UmlGuest.StartAsync(LinuxHere.Kernel(), cancellation: cancellation);
        var panicked = (await Assert.ThrowsAsync<GuestException>(() => guest.RunAsync("echo c >/proc/sysrq-trigger", cancellation)))!;

        Assert.That(panicked.Failure, Is.EqualTo(GuestFailure.Panicked));
        Assert.That(panicked.Summary, Is.EqualTo("the guest's kernel panicked: not syncing: sysrq triggered crash"));
        Assert.That(panicked.Message, Does.StartWith(panicked.Summary).And.Contain("Call Trace"));
        Assert.That(panicked.ConsoleLines, Has.Count.LessThanOrEqualTo(40));
        Assert.That(async () => await guest.RunAsync("true", cancellation), Throws.TypeOf<GuestException>());
    }

    [Test]
    public async Task PowerOff_EndsEveryProcess(CancellationToken cancellation)
    {
        await using var guest = await UmlGuest.StartAsync(LinuxHere.Kernel(), cancellation: cancellation);
        await guest.PowerOffAsync(cancellation);

        Assert.That(Alive(guest), Is.Empty);
        Assert.That(async () => await guest.RunAsync("true", cancellation), Throws.TypeOf<GuestException>()
            .With.Property(nameof(GuestException.Failure)).EqualTo(GuestFailure.Ended));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Disposed_LeavesNoProcessAndNoFolder(bool paused, CancellationToken cancellation)
    {
        var guest = await UmlGuest.StartAsync(LinuxHere.Kernel(), cancellation: cancellation);
        var running = guest.RunAsync("while :; do :; done", cancellation);
        var folder = Folder(guest);
        Assert.That(Alive(guest), Has.Count.GreaterThan(2));
        Assert.That(Directory.Exists(folder));
        if (paused)
            guest.Pause();
        await guest.DisposeAsync();

        Assert.That(Alive(guest), Is.Empty);
        Assert.That(Directory.Exists(folder), Is.False);
        Assert.That(async () => await running, Throws.TypeOf<GuestException>());
    }

    [Test]
    public async Task OneProcessKilledFromOutside_IsTheEndOfAll(CancellationToken cancellation)
    {
        await using var guest = await UmlGuest.StartAsync(LinuxHere.Kernel(), cancellation: cancellation);
        Signals.Send(guest.ProcessId, Signals.Kill);
        await guest.Ended.WaitAsync(cancellation);

        Assert.That(Alive(guest), Is.Empty);
    }

    [Test]
    public void KernelThatIsNone_IsRefused_WithItsWords()
    {
        var kernel = LinuxHere.Kernel() with { Path = "/bin/false" };
        Assert.That(async () => await UmlGuest.StartAsync(kernel), Throws.TypeOf<GuestException>()
            .With.Property(nameof(GuestException.Failure)).EqualTo(GuestFailure.Ended));
    }

    [Test]
    public void DeadlineTooShortToBoot_IsSaid_AndNothingIsLeft()
    {
        var kernel = LinuxHere.Kernel();
        var before = Directory.GetDirectories(kernel.MemoryFolder, "ballast-uml-*");
        var options = new UmlGuestOptions { Deadline = TimeSpan.FromMilliseconds(20) };

        Assert.That(async () => await UmlGuest.StartAsync(kernel, options), Throws.TypeOf<GuestException>()
            .With.Property(nameof(GuestException.Failure)).EqualTo(GuestFailure.Silent));
        Assert.That(Directory.GetDirectories(kernel.MemoryFolder, "ballast-uml-*"), Is.SubsetOf(before));
    }

    [Test]
    public async Task Device_IsTaken_AndTheGuestOutlivesItsHangingUp(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ballast-uml-test-");
        try
        {
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            var path = Path.Combine(folder.FullName, "balloon.sock");
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen();
            var starting = UmlGuest.StartAsync(LinuxHere.Kernel(), new UmlGuestOptions { VhostUserSocket = path }, cancellation);
            var header = new byte[12];
            using (var device = await listener.AcceptAsync(cancellation))
            {
                await using var stream = new NetworkStream(device);
                await stream.ReadExactlyAsync(header, cancellation);
            }

            await using var guest = await starting;
            Assert.That(header, Is.EqualTo(SetOwner));
            Assert.That(await guest.RequireAsync("lsmod", cancellation), Does.Contain("virtio_balloon"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase("two words")]
    [TestCase("")]
    public void KernelArgumentThatIsNotOneWord_IsRefused(string argument)
    {
        var options = new UmlGuestOptions { KernelArguments = [argument] };
        Assert.That(async () => await UmlGuest.StartAsync(LinuxHere.Kernel(), options), Throws.ArgumentException);
    }

    [TestCase(63)]
    [TestCase(65537)]
    public void MemoryOutOfRange_IsRefused(int mebibytes)
    {
        var options = new UmlGuestOptions { MemoryMiB = mebibytes };
        Assert.That(async () => await UmlGuest.StartAsync(LinuxHere.Kernel(), options), Throws.ArgumentException);
    }

    [Test]
    public async Task Hog_LeavesGarbageInFreePages(CancellationToken cancellation)
    {
        await using var guest = await UmlGuest.StartAsync(LinuxHere.Kernel(), cancellation: cancellation);
        await guest.HogAsync(90, cancellation);
        var memory = await guest.ReadFreeMemoryAsync(cancellation);
        guest.Pause();
        var garbage = GarbagePages(guest.ProcessId, Folder(guest));
        guest.Resume();

        Assert.That(memory.FreeKiB, Is.GreaterThan(150 << 10));
        Assert.That(garbage * 4, Is.GreaterThan(memory.FreeKiB * 8 / 10));
    }

    private static IReadOnlyList<ProcessStat> Alive(UmlGuest guest) =>
        new GuestProcesses(guest.ProcessId, TimeProvider.System).Alive();

    private static string Folder(UmlGuest guest) =>
        File.ReadAllText($"/proc/{guest.ProcessId}/environ").Split('\0').Single(word => word.StartsWith("TMPDIR=", StringComparison.Ordinal))["TMPDIR=".Length..];

    private static int GarbagePages(int process, string folder)
    {
        var descriptor = Directory.GetFiles($"/proc/{process}/fd")
            .First(fd => new FileInfo(fd).LinkTarget is { } file && file.StartsWith(folder, StringComparison.Ordinal));
        using var ram = File.OpenRead(descriptor);
        var page = new byte[4096];
        var garbage = 0;
        while (ram.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) == page.Length)
        {
            if (!page.AsSpan().ContainsAnyExcept((byte)0xA5))
                garbage++;
        }

        return garbage;
    }
}
