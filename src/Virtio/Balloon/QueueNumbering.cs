namespace Ballast.Virtio.Balloon;

/// <summary>How a side turns roles into queue indices where features are missing: virtio 1.4, 5.5.2 can be read in three ways.</summary>
public enum QueueNumbering
{
    /// <summary>Always 0 to 4, as the text lists them.</summary>
    Fixed,

    /// <summary>Without gaps over the queues whose features the device offers (QEMU, crosvm, Firecracker).</summary>
    Offered,

    /// <summary>Without gaps over the queues whose features were negotiated (Linux).</summary>
    Negotiated,
}
