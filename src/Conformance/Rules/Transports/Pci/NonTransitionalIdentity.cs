using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>
/// A device without a legacy interface is marked as such. Nothing but its marks says which it is: what two of three say, or
/// the lack of the I/O bar that legacy registers need, is what the third is held against.
/// </summary>
internal sealed class NonTransitionalIdentity(ClauseId clause, NonTransitionalMark mark) : PciRule(clause)
{
    private bool _isJudged;

    /// <summary>Whether a device is non-transitional; null when not enough of its configuration space was read.</summary>
    public static bool? Of(ConfigurationSpaceSeen space)
    {
        if (Marks(space) is not { } marks || space.Read(PciRegister.Bar(0), 4) is not { } bar) return null;
        return marks.Count(m => m.Value) >= 2 || (bar & 1) == 0;
    }

    protected override void Watch(TraceEvent e)
    {
        if (_isJudged || !IsConfigurationRead(e) || Of(Space) is not { } isNonTransitional || Marks(Space) is not { } marks) return;
        _isJudged = true;
        if (isNonTransitional) Check(e, marks[mark], $"the device has no legacy interface, and its {mark.ToString().ToLowerInvariant()} number is that of one that has");
    }

    private static Dictionary<NonTransitionalMark, bool>? Marks(ConfigurationSpaceSeen space)
    {
        if (space.Read(PciRegister.Device, 2) is not { } device || space.Read(PciRegister.Revision, 1) is not { } revision
            || space.Read(PciRegister.SubsystemDevice, 2) is not { } subsystem) return null;
        return new()
        {
            [NonTransitionalMark.Device] = device is >= VirtioPciId.FirstModern and <= VirtioPciId.LastModern,
            [NonTransitionalMark.Revision] = revision >= 1,
            [NonTransitionalMark.Subsystem] = subsystem >= VirtioPciId.FirstModernSubsystem,
        };
    }
}
