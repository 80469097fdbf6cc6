using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Each half of a register of 64 bits can be written and read by itself, and the other half stays.</summary>
internal sealed class HalvesAreSeparate() : PciRule("device.pci.layout.1")
{
    private const uint Half = 4;

    private readonly Dictionary<(int Queue, uint Offset), ulong> _written = [];

    protected override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e)) _written.Clear();
        if (Common.Queue is not { } queue) return;
        switch (e)
        {
            case RegisterWritten { Space: RegisterSpace.Common, Offset: CommonRegister.QueueReset }:
                foreach (var key in _written.Keys.Where(k => k.Queue == queue).ToList()) _written.Remove(key);
                break;
            case RegisterWritten { Space: RegisterSpace.Common, Offset: var offset, Width: 4, Value: var value } when IsHalf(offset):
                _written[(queue, offset)] = value;
                break;
            case RegisterWritten { Space: RegisterSpace.Common, Offset: var offset } when IsHalf(offset):
                _written.Remove((queue, offset));
                _written.Remove((queue, offset + Half));
                break;
            case RegisterRead { Space: RegisterSpace.Common, Offset: var offset, Width: 4, Value: var value } when _written.TryGetValue((queue, offset), out ulong written):
                Check(e, value == written, $"offset 0x{offset:x} reads 0x{value:x8}, and 0x{written:x8} was written");
                break;
        }
    }

    private static bool IsHalf(uint offset) => offset is >= CommonRegister.QueueDescriptors and < CommonRegister.QueueNotificationData && offset % Half == 0;
}
