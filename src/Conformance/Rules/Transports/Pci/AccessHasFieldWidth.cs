using Ballast.Virtio.Balloon;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Fields of common configuration and of the balloon's are accessed at their own width, those of 64 bits in halves.</summary>
internal sealed class AccessHasFieldWidth() : PciRule("driver.pci.layout.1")
{
    protected override void Watch(TraceEvent e)
    {
        var (space, offset, width) = e switch
        {
            RegisterRead read => (read.Space, read.Offset, read.Width),
            RegisterWritten written => (written.Space, written.Offset, written.Width),
            _ => (RegisterSpace.Unclaimed, 0u, 0),
        };
        int? natural = space switch
        {
            RegisterSpace.Common when offset < CommonRegister.Size => CommonRegister.WidthAt(offset),
            RegisterSpace.DeviceConfiguration when offset < BalloonConfiguration.Size => sizeof(uint),
            _ => null,
        };
        if (natural is { } own) Check(e, width == own && offset % own == 0, $"an access of {width} bytes at 0x{offset:x} of {space}, where fields have {own}");
    }
}
