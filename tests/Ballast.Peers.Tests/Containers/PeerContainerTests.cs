using System.Text;
using Ballast.Peers.Containers;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Tests.Containers;

public class PeerContainerTests
{
    [TestCase("linux:bookworm")]
    [TestCase("linux:bullseye", Category = "Matrix")]
    [TestCase("linux:trixie", Category = "Matrix")]
    public async Task KernelOfARelease_TakesOrdersStandsStillAndEnds(string name)
    {
        var peer = await PreparedHere.PeerAsync(name);
        await using var container = new PeerContainer(peer);
        var guest = await UmlGuest.StartAsync(peer.KernelIn(container), new() { LoadBalloon = false });
        try
        {
            Assert.That(await guest.RequireAsync("uname -r"), Is.EqualTo($"{peer.Version}\n"));
            Assert.That(peer.Version, Does.StartWith($"{peer.Image.Release.Linux}."));

            guest.Pause();
            guest.Resume();

            Assert.That(await guest.RequireAsync("echo here"), Is.EqualTo("here\n"));
        }
        finally
        {
            await guest.DisposeAsync();
        }

        Assert.That(Directory.EnumerateDirectories(container.SharedFolder), Is.Empty);
    }

    [Test]
    public async Task ContainerThatIsDisposedOf_TakesItsProgramsAndFoldersWithIt()
    {
        var peer = await PreparedHere.PeerAsync("linux:bookworm");
        var container = new PeerContainer(peer);
        var program = await container.StartAsync("sleep", ["infinity"], "/");

        await container.DisposeAsync();

        await program.Process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(File.Exists($"/proc/{program.ProcessId}/stat"), Is.False);
        Assert.That(Directory.Exists(container.SharedFolder), Is.False);
        Assert.That(Directory.Exists(container.RamFolder), Is.False);
    }

    [Test]
    public async Task Program_HasItsStreamsFoldersAndExitCode()
    {
        var peer = await PreparedHere.PeerAsync("linux:bookworm");
        await using var container = new PeerContainer(peer);
        using var program = await container.StartAsync(
            "sh", ["-c", "read -r line; echo \"$line $WORD\"; echo words >&2; echo ram >\"$1\"/ram; exit 7", "sh", container.RamFolder], container.SharedFolder,
            new Dictionary<string, string> { ["WORD"] = "with a blank" });

        await program.Process.StandardInput.WriteAsync("from here\n");
        await program.Process.StandardInput.FlushAsync();

        Assert.That(await program.Process.StandardOutput.ReadToEndAsync(), Is.EqualTo("from here with a blank\n"));
        Assert.That(await program.Process.StandardError.ReadToEndAsync(), Is.EqualTo("words\n"));
        await program.Process.WaitForExitAsync();
        Assert.That(program.Process.ExitCode, Is.EqualTo(7));
        Assert.That(File.ReadAllText(Path.Combine(container.RamFolder, "ram")), Is.EqualTo("ram\n"));
    }

    [Test]
    public async Task ProgramThatIsNotThere_IsToldByItsExitCode()
    {
        var peer = await PreparedHere.PeerAsync("linux:bookworm");
        await using var container = new PeerContainer(peer);

        var program = await Caught(() => container.StartAsync("no-such-program", [], "/"));

        Assert.That(program, Does.Contain("no-such-program"));
    }

    [TestCase("qemu:bullseye", Category = "Matrix")]
    [TestCase("qemu:bookworm", Category = "Matrix")]
    [TestCase("qemu:trixie", Category = "Matrix")]
    public async Task QemuOfARelease_AnswersOnASocketInTheSharedFolder(string name)
    {
        var peer = await PreparedHere.PeerAsync(name);
        await using var container = new PeerContainer(peer);
        var path = Path.Combine(container.SharedFolder, "qmp.sock");
        using var program = await container.StartAsync(
            "qemu-system-x86_64",
            [
                "-accel", "tcg", "-machine", "q35,memory-backend=m0", "-m", "64", "-object", $"memory-backend-file,id=m0,size=64M,mem-path={container.RamFolder}/ram,share=on",
                "-display", "none", "-nodefaults", "-serial", "none", "-device", "virtio-balloon-pci", "-qmp", $"unix:{path},server=on,wait=on",
            ], container.SharedFolder);

        using var socket = await Connected(path);
        var greeting = new byte[4096];
        var length = await socket.ReceiveAsync(greeting);

        Assert.That(Encoding.UTF8.GetString(greeting, 0, length), Does.Contain("QMP").And.Contain($"\"major\": {peer.Version.Split('.')[0]}"));
        Assert.That(new FileInfo(Path.Combine(container.RamFolder, "ram")).Length, Is.EqualTo(64 << 20));
    }

    private static async Task<System.Net.Sockets.Socket> Connected(string path)
    {
        var appeared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path)) { EnableRaisingEvents = true };
        watcher.Created += (_, _) => appeared.TrySetResult();
        if (!File.Exists(path))
            await appeared.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var start = Environment.TickCount64;
        while (true)
        {
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
                return socket;
            }
            catch (System.Net.Sockets.SocketException) when (Environment.TickCount64 - start < 10_000)
            {
                // The file is there a moment before anybody listens.
                socket.Dispose();
                await Task.Yield();
            }
        }
    }

    private static async Task<string> Caught(Func<Task<Ballast.Peers.Programs.PlacedProgram>> start)
    {
        try
        {
            using var program = await start();
            return await program.Process.StandardError.ReadToEndAsync();
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }
}
