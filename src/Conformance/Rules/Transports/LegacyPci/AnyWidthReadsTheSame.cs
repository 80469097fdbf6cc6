using Ballast.Virtio.Balloon;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>Accesses to the configuration in other widths than that of a field come to the same as those in its own.</summary>
internal sealed class AnyWidthReadsTheSame() : LegacyPciRule("device.legacy.pci.layout.2")
{
    // What each byte is, and whether it was a narrow access that told.
    private readonly Dictionary<int, (byte Value, bool IsNarrow)> _bytes = [];

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (read.Space != RegisterSpace.LegacyPci || register < Function.Configuration) return;
        int at = register - Function.Configuration;
        bool isNarrow = read.Width < sizeof(uint);
        bool isCompared = false;
        for (int i = 0; i < Math.Min(read.Width, sizeof(ulong)); i++)
        {
            byte now = (byte)(value >> 8 * i);
            if (_bytes.TryGetValue(at + i, out var known) && known.IsNarrow != isNarrow)
            {
                if (known.Value != now)
                {
                    Broken(read, $"byte {at + i} of the configuration is 0x{now:x2} in an access of {read.Width} bytes, and 0x{known.Value:x2} in others");
                    return;
                }
                isCompared = true;
            }
            else _bytes[at + i] = (now, isNarrow);
        }
        if (isCompared) Kept(read);
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (written.Space != RegisterSpace.LegacyPci)
        {
            // Where the configuration begins may be about to change.
            if (written.Space == RegisterSpace.PciConfiguration) _bytes.Clear();
            return;
        }
        int at = register - Function.Configuration;
        bool isActual = at is >= BalloonConfiguration.ActualOffset and < BalloonConfiguration.ActualOffset + sizeof(uint);
        if (register >= Function.Configuration && !isActual) _bytes.Clear();
        if (register < Function.Configuration)
        {
            if (register == LegacyPciRegister.DeviceStatus && value == 0) _bytes.Clear();
            return;
        }
        for (int i = 0; i < Math.Min(written.Width, sizeof(ulong)) && isActual; i++) _bytes[at + i] = ((byte)(value >> 8 * i), written.Width < sizeof(uint));
    }

    protected override void Other(TraceEvent e)
    {
        if (e is ConfigurationChanged) _bytes.Clear();
    }
}
