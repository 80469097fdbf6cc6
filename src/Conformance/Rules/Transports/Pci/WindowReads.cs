using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>pci_cfg_data reads what the register reads that the window is put upon, where that is one which stays.</summary>
internal sealed class WindowReads() : PciRule("device.pci.cfg-access.3")
{
    private readonly WindowSeen _window = new();
    private readonly Dictionary<uint, ulong> _direct = [];
    private readonly Dictionary<uint, (ulong Value, TraceEvent Event)> _through = [];

    protected override void Watch(TraceEvent e)
    {
        bool isData = _window.Note(e, Space);
        switch (e)
        {
            case RegisterRead { Space: RegisterSpace.PciConfiguration, Value: var value, Width: var width } when isData:
                if (_window.CommonRegister(Space) is not { } register || !Stays(register) || _window.Length != 2 || width < 2) return;
                ulong read = value & ushort.MaxValue;
                if (_direct.TryGetValue(register, out ulong known)) Compare(e, register, read, known);
                else _through[register] = (read, e);
                break;
            case RegisterRead { Space: RegisterSpace.Common, Offset: var offset, Width: 2, Value: var value } when Stays(offset):
                _direct[offset] = value;
                if (_through.Remove(offset, out var before)) Compare(before.Event, offset, before.Value, value);
                break;
        }
    }

    private void Compare(TraceEvent e, uint register, ulong read, ulong known) =>
        Check(e, read == known, $"offset 0x{register:x} reads 0x{read:x} through the window, and 0x{known:x} directly");

    private static bool Stays(uint register) => register == CommonRegister.QueueCount;
}
