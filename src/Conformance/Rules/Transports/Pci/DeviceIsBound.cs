using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A driver that has looked at the numbers of a balloon takes it for one: it goes on with the function.</summary>
/// <param name="clause">The clause.</param>
/// <param name="device">The device number that it is about; null for any of a balloon.</param>
/// <param name="isUsual">Whether it is about the revision that goes with the number, or about others.</param>
internal sealed class DeviceIsBound(ClauseId clause, ushort? device, bool isUsual) : PciRule(clause)
{
    private TraceEvent? _seen;
    private bool _isBound;

    protected override void Watch(TraceEvent e)
    {
        if (_isBound) return;
        if (IsConfigurationRead(e) && IsBalloon()) _seen = e;
        // Whoever gives a function addresses, or reads its registers, has taken it.
        bool takes = e is RegisterWritten { Space: RegisterSpace.PciConfiguration }
            or RegisterRead { Space: RegisterSpace.Common } or RegisterWritten { Space: RegisterSpace.Common };
        if (_seen is null || !takes) return;
        _isBound = true;
        Kept(e);
    }

    public override void End(TraceEvent last)
    {
        if (_seen is not null && !_isBound && IsBalloon()) Broken(_seen, "the driver leaves the balloon alone that it has found");
    }

    private bool IsBalloon()
    {
        if (Space.Read(PciRegister.Vendor, 2) != VirtioPciId.Vendor || Space.Read(PciRegister.Device, 2) is not { } number) return false;
        if (number is not (VirtioPciId.ModernBalloon or VirtioPciId.TransitionalBalloon) || (device is { } wanted && number != wanted)) return false;
        uint? revision = Space.Read(PciRegister.Revision, 1);
        bool isUsualHere = revision is null || revision == (number == VirtioPciId.ModernBalloon ? 1u : 0u);
        return isUsual == isUsualHere;
    }
}
