using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>What is written to pci_cfg_data is written to the register that the window is put upon: a selector reads back so.</summary>
internal sealed class WindowWrites() : PciRule("device.pci.cfg-access.2")
{
    private readonly WindowSeen _window = new();
    private readonly Dictionary<uint, ulong> _written = [];

    protected override void Watch(TraceEvent e)
    {
        bool isData = _window.Note(e, Space);
        if (CommonRegistersSeen.IsReset(e)) _written.Clear();
        switch (e)
        {
            case RegisterWritten { Space: RegisterSpace.PciConfiguration, Value: var value } when isData:
                if (_window.CommonRegister(Space) is { } register && IsSelector(register) && _window.Length == WidthOf(register))
                    _written[register] = value & (WidthOf(register) == 2 ? ushort.MaxValue : uint.MaxValue);
                break;
            case RegisterWritten { Space: RegisterSpace.Common, Offset: var offset }:
                _written.Remove(offset);
                break;
            case RegisterRead { Space: RegisterSpace.Common, Offset: var offset, Value: var value } when _written.TryGetValue(offset, out ulong written):
                Check(e, value == written, $"offset 0x{offset:x} reads 0x{value:x}, and 0x{written:x} was written through the window");
                break;
        }
    }

    private static bool IsSelector(uint register) =>
        register is CommonRegister.DeviceFeatureSelect or CommonRegister.DriverFeatureSelect or CommonRegister.QueueSelect;

    private static uint WidthOf(uint register) => register == CommonRegister.QueueSelect ? 2u : 4u;
}
