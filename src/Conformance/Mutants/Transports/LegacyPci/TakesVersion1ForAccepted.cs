using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Takes VERSION_1 for accepted by a driver that cannot write it.</summary>
internal sealed class TakesVersion1ForAccepted(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override FeatureSet LegacyFeatures(uint written) => base.LegacyFeatures(written).With(Feature.Version1);
}
