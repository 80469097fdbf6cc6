using Ballast.Virtio.Balloon;

namespace Ballast.Guest.Driver;

/// <summary>Everything that a driver sets up for a device and gives back after the reset.</summary>
internal sealed class Bound
{
    private readonly List<DriverQueue> _queues = [];

    public InflateDeflate? Balloon { get; set; }

    public StatisticsQueue? Statistics { get; set; }

    public HintReporter? Hints { get; set; }

    public BitmapReporter? Bitmap { get; set; }

    public PageReporter? Reports { get; set; }

    public void Add(DriverQueue queue) => _queues.Add(queue);

    public DriverQueue? With(BalloonQueue role) => _queues.Find(q => q.Role == role);

    public DriverQueue? At(int index) => _queues.Find(q => q.Index == index);

    public IEnumerable<int> Indices => _queues.Select(q => q.Index);

    public BalloonQueue? RoleOf(int index) => At(index)?.Role;

    /// <summary>Gives all memory back. The device must have been reset.</summary>
    public void Release()
    {
        Balloon?.Abandon();
        Statistics?.Release();
        Hints?.Abandon();
        Bitmap?.Abandon();
        Reports?.Abandon();
        foreach (var queue in _queues) queue.Release();
    }
}
