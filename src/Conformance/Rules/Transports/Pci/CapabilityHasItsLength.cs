using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>cap_len counts everything that a capability of its type has, and reaches into no other capability.</summary>
internal sealed class CapabilityHasItsLength() : PciRule("device.pci.capabilities.4")
{
    private bool _isJudged;

    protected override void Watch(TraceEvent e)
    {
        if (_isJudged || !IsConfigurationRead(e) || !Space.IsListComplete) return;
        var capabilities = Space.Capabilities;
        if (capabilities.Any(c => c.Id == PciCapability.VendorSpecific && c.Structure is null)) return;
        _isJudged = true;
        foreach (var capability in capabilities)
        {
            if (capability.Structure is not { } structure) continue;
            int least = structure.Type switch
            {
                VirtioPciStructure.Notify => VirtioPciCapability.NotifySize,
                VirtioPciStructure.PciAccess => VirtioPciCapability.WindowSize,
                VirtioPciStructure.SharedMemory => VirtioPciCapability.SharedMemorySize,
                _ => VirtioPciCapability.Size,
            };
            int end = capability.Place + structure.CapabilityLength;
            bool isApart = capabilities.All(other => other.Place <= capability.Place || other.Place >= end);
            Check(e, structure.CapabilityLength >= least && isApart,
                $"cap_len of {structure.Type} at 0x{capability.Place:x} is {structure.CapabilityLength}{(isApart ? $", and it has {least} bytes" : ", which reaches into another")}");
        }
    }
}
