using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>A driver looks for virtio's capabilities before it uses a device, or gives it up.</summary>
/// <param name="clause">The clause.</param>
/// <param name="isTransitional">Whether it is about drivers that know the legacy interface, or about those that do not.</param>
internal sealed class CapabilitiesAreLookedFor(ClauseId clause, bool isTransitional) : LegacyPciRule(clause)
{
    private bool _isJudged;
    private bool _isAbout;

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (!_isAbout || _isJudged || written.Space is not (RegisterSpace.LegacyPci or RegisterSpace.Common)) return;
        _isJudged = true;
        Check(written, Function.WasSearched, "the device is used before the driver has looked for virtio's capabilities");
    }

    protected override void Other(TraceEvent e)
    {
        if (e is DriverDescribed described) _isAbout = described.IsTransitional == isTransitional;
    }

    public override void End(TraceEvent last)
    {
        if (_isAbout && !_isJudged && Function.IsTaken) Check(last, Function.WasSearched, "the device is given up, and the driver has not looked for virtio's capabilities");
    }
}
