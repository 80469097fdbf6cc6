using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>What a capability describes that does not count is left alone, and the driver finds its way all the same.</summary>
/// <param name="clause">The clause.</param>
/// <param name="isVoid">Whether a capability is such a one, of all that there are.</param>
internal sealed class CapabilityIsIgnored(ClauseId clause, Func<VirtioPciCapability, ConfigurationSpaceSeen, bool> isVoid) : PciRule(clause)
{
    private TraceEvent? _seen;
    private bool _isUsed;

    protected override void Watch(TraceEvent e)
    {
        if (IsConfigurationRead(e) && Void.Any()) _seen ??= e;
        if (_seen is null) return;
        uint? unclaimed = e switch
        {
            RegisterRead { Space: RegisterSpace.Unclaimed } read => read.Offset,
            RegisterWritten { Space: RegisterSpace.Unclaimed } written => written.Offset,
            _ => null,
        };
        if (unclaimed is { } offset && !_isUsed && Void.Any(c => offset >= c.Offset && offset - c.Offset < c.Length))
        {
            _isUsed = true;
            Broken(e, $"the driver uses offset 0x{offset:x} of a bar, which only a capability describes that does not count");
        }
        if (IsWritten(e, CommonRegister.DeviceStatus, out _) && Common.IsDriverOk) Kept(e);
    }

    public override void End(TraceEvent last)
    {
        if (_seen is not null && !_isUsed && Keeping.Count == 0) Broken(_seen, "the driver does not go into operation with a device that has a capability which does not count");
    }

    private IEnumerable<VirtioPciCapability> Void => Space.Structures.Select(s => s.Structure).OfType<VirtioPciCapability>().Where(c => isVoid(c, Space));
}
