using Ballast.Virtio.Rings;

namespace Ballast.Host.Devices;

/// <summary>What a device does with the chains of one of its queues.</summary>
internal abstract class QueueHandler
{
    /// <summary>The chain that the handler keeps for later, if any.</summary>
    public DescriptorChain? Held { get; protected set; }

    /// <summary>Takes a chain that the driver made available, and uses or keeps it.</summary>
    public abstract void Handle(DescriptorChain chain);

    /// <summary>The queue is gone, and with it the chain that was kept.</summary>
    public virtual void Drop() => Held = null;
}
