using Ballast.Peers.VhostUser;
using Ballast.Virtio;

namespace Ballast.Peers.Tests.VhostUser;

/// <summary>A back end with a device that notes what is done to it.</summary>
internal sealed class BackEndBench : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("ballast-").FullName;
    private readonly List<FrontEndDeparture> _departures = [];

    public BackEndBench(ProtocolFeatures protocol = VhostUserOptions.DefaultProtocolFeatures)
    {
        BackEnd = new(Path.Combine(_folder, "balloon.sock"), Device, Loop, new() { ProtocolFeatures = protocol });
        BackEnd.Left += _departures.Add;
    }

    public RecordingDevice Device { get; } = new(FeatureSet.Of(Feature.Version1, Feature.StatsVq), queues: 3);

    public VhostUserLoop Loop { get; } = new();

    public VhostUserBackEnd BackEnd { get; }

    public FrontEnd Connect() => new(BackEnd.SocketPath);

    public FrontEndDeparture Departure(int number = 1)
    {
        Assert.That(Loop.WaitFor(() => _departures.Count >= number, Deadline), "the front end is still there");
        return Loop.Invoke(() => _departures[number - 1]);
    }

    public void WaitFor(Func<RecordingDevice, bool> condition) =>
        Assert.That(Loop.WaitFor(() => condition(Device), Deadline), () => string.Join('\n', Device.Calls));

    // What earlier tests left to the finalizer must not go while something is counted.
    public static int OpenDescriptorsAfterCleanUp()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return OpenDescriptors();
    }

    // The runtime keeps the libraries open that it loads on the way.
    public static int OpenDescriptors() => Directory.GetFiles("/proc/self/fd").Count(f => Path.GetExtension(new FileInfo(f).LinkTarget) is not (".dll" or ".so"));

    public void Dispose()
    {
        BackEnd.Dispose();
        Loop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
