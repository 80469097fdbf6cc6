using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>Where ACCESS_PLATFORM is not offered, the device is given addresses of RAM.</summary>
internal sealed class AddressesArePhysical : PerLifeRule
{
    public override ClauseId Clause => "driver.reserved-bits.5";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Map is not { } map || Context.Life.Offered?.Has(Feature.AccessPlatform) != false) return;
        // A legacy driver's addresses come in an order of bytes that other clauses are about.
        if (!Context.Life.Accepts(Feature.Version1)) return;
        switch (e)
        {
            case QueueConfigured { Index: var index, Addresses: var queue }:
                Check(e, IsRam(map, queue.Descriptors) && IsRam(map, queue.Driver) && IsRam(map, queue.Device), $"queue {index} does not lie in RAM");
                break;
            case ChainAvailable { Buffers: var buffers }:
                foreach (var buffer in buffers)
                {
                    // A length that leaves RAM is another matter.
                    if (!IsRam(map, buffer.Address)) Broken(e, $"the buffer at 0x{buffer.Address:x} is not RAM");
                }
                break;
        }
    }

    private static bool IsRam(RamMap map, ulong address) => map.PageOf(address) is not null;
}
