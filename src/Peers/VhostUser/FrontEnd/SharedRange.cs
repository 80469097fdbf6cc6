using Ballast.Host.Machine;
using Ballast.Virtio.Memory;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <summary>A range of guest memory that a back end gets by a file descriptor.</summary>
/// <param name="Memory">Where the guest and where this process has it.</param>
/// <param name="File">The file behind it, which stays the caller's.</param>
/// <param name="FileOffset">Where in the file it begins.</param>
public sealed record SharedRange(MemoryRegion Memory, SafeFileHandle File, ulong FileOffset)
{
    /// <summary>All RAM of a machine.</summary>
    /// <exception cref="ArgumentException">The machine's RAM cannot be shared.</exception>
    public static IReadOnlyList<SharedRange> Of(PcMachine machine)
    {
        if (machine.RamFile is not { } file) throw new ArgumentException("the machine's RAM is no file that could be shared", nameof(machine));
        return [.. machine.MemoryFor(DirtyClient.Guest).Regions.Select(region =>
            machine.TryGetRamOffset(region.GuestAddress, out ulong offset)
                ? new SharedRange(region, file, offset)
                : throw new ArgumentException($"the machine has no RAM at 0x{region.GuestAddress:x}", nameof(machine)))];
    }
}
