using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>The device's configuration begins right behind the other legacy registers, of which there are more while MSI-X is on.</summary>
internal sealed class ConfigurationFollowsLegacyRegisters() : LegacyPciRule("device.legacy.pci.layout.3")
{
    private uint? _target;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (read is { Space: RegisterSpace.LegacyPci, Width: 4 } && register == Function.Configuration && _target is { } target)
            Check(read, value == target, $"0x{value:x} is read at offset {register}, where num_pages has to be 0x{target:x}");
    }

    protected override void Other(TraceEvent e)
    {
        if (e is ConfigurationChanged { Offset: BalloonConfiguration.NumPagesOffset, After: var after }) _target = after;
    }
}
