using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>Version reads 2. A device that a legacy driver takes for a legacy one has another clause (4.2.4).</summary>
internal sealed class VersionIsTwo() : MmioRule("device.mmio.registers.2")
{
    private RegisterRead? _legacy;
    private bool _isLegacyDriver;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register != MmioRegister.Version || read.Width != 4) return;
        if (value == MmioRegister.LegacyVersion) _legacy ??= read;
        else Check(read, value == MmioRegister.ModernVersion, $"Version reads {value}");
    }

    protected override void Written(RegisterWritten written, int register, ulong value) => _isLegacyDriver |= register == MmioRegister.LegacyGuestPageSize;

    public override void End(TraceEvent last)
    {
        if (_legacy is not null && !_isLegacyDriver) Broken(_legacy, "Version reads 1, and nobody uses the legacy interface");
    }
}
