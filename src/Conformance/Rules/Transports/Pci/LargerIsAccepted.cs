using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A capability, or the structure that it describes, may be larger than the driver needs.</summary>
/// <param name="clause">The clause.</param>
/// <param name="isLarger">Whether a capability is larger than it has to be.</param>
internal sealed class LargerIsAccepted(ClauseId clause, Func<VirtioPciCapability, bool> isLarger) : PciRule(clause)
{
    private TraceEvent? _seen;

    /// <summary>Whether cap_len is larger than a capability of its type.</summary>
    public static bool HasLongCapability(VirtioPciCapability c) => c.CapabilityLength > c.Type switch
    {
        VirtioPciStructure.Notify => VirtioPciCapability.NotifySize,
        VirtioPciStructure.PciAccess => VirtioPciCapability.WindowSize,
        VirtioPciStructure.SharedMemory => VirtioPciCapability.SharedMemorySize,
        _ => VirtioPciCapability.Size,
    } && c.Type is VirtioPciStructure.Common or VirtioPciStructure.Notify or VirtioPciStructure.Isr or VirtioPciStructure.Device;

    /// <summary>Whether a structure has more bytes than virtio 1.4 has defined.</summary>
    public static bool HasLongStructure(VirtioPciCapability c) =>
        (c.Type == VirtioPciStructure.Common && c.Length > CommonRegister.Size) || (c.Type == VirtioPciStructure.Isr && c.Length > 1);

    protected override void Watch(TraceEvent e)
    {
        if (IsConfigurationRead(e) && _seen is null && Space.Structures.Any(s => s.Structure is { } structure && isLarger(structure))) _seen = e;
        if (_seen is not null && IsWritten(e, CommonRegister.DeviceStatus, out _) && Common.IsDriverOk) Kept(e);
    }

    public override void End(TraceEvent last)
    {
        if (_seen is not null && Keeping.Count == 0) Broken(_seen, "the driver does not go into operation with a device whose capabilities are larger than they have to be");
    }
}
