using Ballast.Host.Machine;
using Ballast.Host.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Shows the first word of its features behind the last one again.</summary>
internal sealed class RepeatsFeatureWords(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options) : VirtioPciFunction(device, bus, loop, options)
{
    protected override uint DeviceFeature(uint word, uint shown) => base.DeviceFeature(word, word < 2 ? shown : 1);
}
