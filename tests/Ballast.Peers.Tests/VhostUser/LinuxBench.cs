using Ballast.Peers.Linux;
using Ballast.Peers.Tests.Linux;
using Ballast.Peers.VhostUser;

namespace Ballast.Peers.Tests.VhostUser;

/// <summary>A Linux guest on a back end.</summary>
internal sealed class LinuxBench : IAsyncDisposable
{
    private readonly MessageLog _log = new();
    private readonly RecordingDevice _device;
    private readonly string _folder = Directory.CreateTempSubdirectory("ballast-").FullName;

    private LinuxBench(RecordingDevice device, ProtocolFeatures offered)
    {
        _device = device;
        BackEnd = new(Path.Combine(_folder, "balloon.sock"), device, Loop, new() { ProtocolFeatures = offered, Log = _log });
    }

    public VhostUserLoop Loop { get; } = new();

    public VhostUserBackEnd BackEnd { get; }

    public UmlGuest Guest { get; private set; } = null!;

    public string Story => string.Join('\n', _log.Lines) + "\n\n" + Loop.Invoke(() => string.Join('\n', _device.Calls));

    public static async Task<LinuxBench> StartAsync(RecordingDevice device, ProtocolFeatures offered, int mebibytes = 128, CancellationToken cancellation = default)
    {
        var kernel = LinuxHere.Kernel();
        var bench = new LinuxBench(device, offered);
        try
        {
            bench.Guest = await UmlGuest.StartAsync(kernel, new() { MemoryMiB = mebibytes, VhostUserSocket = bench.BackEnd.SocketPath, Deadline = TimeSpan.FromSeconds(20) }, cancellation);
            Assert.That(bench.BackEnd.WaitForDriver(TimeSpan.FromSeconds(10), cancellation), bench.Story);
            return bench;
        }
        catch
        {
            TestContext.Out.WriteLine(bench.Story);
            await bench.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Guest is not null) await Guest.DisposeAsync();
        BackEnd.Dispose();
        Loop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
