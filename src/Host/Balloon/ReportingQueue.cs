using Ballast.Host.Devices;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;

namespace Ballast.Host.Balloon;

/// <summary>reporting_vq: free pages that the host may take until it returns the chain (virtio 1.4, 5.5.6.7).</summary>
internal sealed class ReportingQueue(BalloonDevice device) : QueueHandler
{
    public override void Handle(DescriptorChain chain)
    {
        if (device.Ram is { } ram && device.ShouldDiscard(BalloonQueue.Reporting))
        {
            // The direction of the buffers is not specified: either will do.
            foreach (var buffer in chain.Buffers)
            {
                foreach (var (address, length) in PageRanges.WholePages(device.Memory, buffer.Address, buffer.Length))
                    PageRanges.Discard(ram, address, length, (ulong)device.Options.HostPageSize);
            }
        }
        device.Use(BalloonQueue.Reporting, chain);
    }
}
