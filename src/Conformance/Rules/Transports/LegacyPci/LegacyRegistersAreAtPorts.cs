using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>Bar 0 of a transitional device is one of I/O ports.</summary>
/// <param name="clause">The clause.</param>
/// <param name="answers">Whether the registers there have to answer, too.</param>
internal sealed class LegacyRegistersAreAtPorts(ClauseId clause, bool answers) : LegacyPciRule(clause)
{
    private const ulong IsPort = 1;

    private bool _isMeasured;
    private ulong _status;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (!Function.HasTransitionalNumber) return;
        if (read is { Space: RegisterSpace.PciConfiguration, Offset: PciRegister.FirstBar, Width: 4 } && _isMeasured)
        {
            _isMeasured = false;
            if (!answers || (value & IsPort) == 0) Check(read, (value & IsPort) != 0, $"bar 0 of a transitional device reads 0x{value:x8}: it has no ports");
        }
        else if (read is { Space: RegisterSpace.LegacyPci, Offset: LegacyPciRegister.DeviceStatus, Width: 1 } && _status != 0 && answers)
        {
            Check(read, value is not (0 or byte.MaxValue), $"the legacy status reads 0x{value:x} after 0x{_status:x} was written");
        }
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (written is { Space: RegisterSpace.PciConfiguration, Offset: PciRegister.FirstBar, Width: 4 }) _isMeasured = value == uint.MaxValue;
        else if (written is { Space: RegisterSpace.LegacyPci, Offset: LegacyPciRegister.DeviceStatus, Width: 1 }) _status = value;
    }
}
