using Ballast.Virtio.Machine;
using Ballast.Virtio.Pci;

namespace Ballast.Guest.Transports;

/// <summary>The base address registers of a function, with addresses that this program gave them.</summary>
public sealed class PciBars
{
    private const uint IsPort = 1;
    private const uint Is64Bits = 4;

    private readonly PciBar?[] _bars = new PciBar?[PciRegister.BarCount];

    private PciBars()
    {
    }

    /// <summary>A bar; null where the function has none, or none that fits.</summary>
    /// <param name="index">Its index, as a capability names it.</param>
    public PciBar? this[int index] => index >= 0 && index < _bars.Length ? _bars[index] : null;

    /// <summary>Finds out how large each bar is, gives it an address of its own, and lets the function answer.</summary>
    /// <param name="function">The function.</param>
    /// <param name="resources">What addresses there are to give.</param>
    public static PciBars Assign(PciFunction function, PciResources resources)
    {
        function.Command(PciCommand.None, off: PciCommand.PortIo | PciCommand.Memory);
        var bars = new PciBars();
        ulong nextMemory = resources.MemoryBase, nextPort = resources.PortBase;
        for (int index = 0; index < PciRegister.BarCount; index++)
        {
            int register = PciRegister.Bar(index);
            function.Write(register, 4, uint.MaxValue);
            uint mask = function.Read(register, 4);
            if (mask is 0 or uint.MaxValue) continue;
            bool isPort = (mask & IsPort) != 0;
            bool isWide = !isPort && (mask & 6) == Is64Bits && index + 1 < PciRegister.BarCount;
            ulong bits = isPort ? (mask & ~3u) | 0xffff_ffff_ffff_0000 : (mask & ~15u) | 0xffff_ffff_0000_0000;
            ulong length = ~bits + 1;
            ref ulong next = ref nextMemory;
            if (isPort) next = ref nextPort;
            ulong end = isPort ? (ulong)resources.PortBase + resources.PortLength : resources.MemoryBase + resources.MemoryLength;
            ulong at = length == 0 ? end : (next + length - 1) & ~(length - 1);
            if (at + length <= end)
            {
                function.Write(register, 4, (uint)at);
                if (isWide) function.Write(register + 4, 4, (uint)(at >> 32));
                bars._bars[index] = new(isPort, at, length);
                next = at + length;
            }
            if (isWide) index++;
        }
        function.Command(PciCommand.PortIo | PciCommand.Memory | PciCommand.BusMaster);
        return bars;
    }
}
