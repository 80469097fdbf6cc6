using Ballast.Peers.VhostUser.Memory;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio;

namespace Ballast.Peers.VhostUser;

internal sealed partial class FrontEndConnection
{
    private const int MaximumRegions = 32;

    private Violation? SetMemTable(VhostUserMessage message)
    {
        // u32 number of regions; u32 padding; the regions
        uint count = message.Read<uint>();
        // Linux always sends room for two regions, whatever their number.
        if (count > Native.SocketMessages.MaximumDescriptors || message.Payload.Length < 8 + (int)count * RegionDescription.Size)
            return Refused(FrontEndRequest.SetMemTable, $"{message.Payload.Length} bytes do not hold {count} regions");
        if (message.DescriptorCount != (int)count)
            return Refused(FrontEndRequest.SetMemTable, $"{message.DescriptorCount} descriptors came with {count} regions");
        var mapped = new List<SharedRegion>();
        for (int i = 0; i < (int)count; i++)
        {
            var described = message.Read<RegionDescription>(8 + i * RegionDescription.Size);
            if (!SharedRegion.TryMap(described, message.TakeDescriptor(i), out var region, out var violation))
            {
                mapped.ForEach(r => r.Dispose());
                return violation;
            }
            mapped.Add(region);
        }
        return Replace(mapped, added: mapped);
    }

    private Violation? AddMemReg(VhostUserMessage message)
    {
        if (Memory.Regions.Count >= MaximumRegions) return Refused(FrontEndRequest.AddMemReg, $"there are {MaximumRegions} regions already");
        if (!SharedRegion.TryMap(message.Read<RegionDescription>(8), message.TakeDescriptor(), out var region, out var violation)) return violation;
        return Replace([.. Memory.Regions, region], added: [region]);
    }

    private Violation? RemMemReg(VhostUserMessage message)
    {
        var described = message.Read<RegionDescription>(8);
        // The offset in the file is no part of a region's identity.
        var remaining = Memory.Regions.Where(r => (r.Described with { FileOffset = 0 }) != described with { FileOffset = 0 }).ToList();
        return remaining.Count == Memory.Regions.Count
            ? Refused(FrontEndRequest.RemMemReg, $"there is no region at 0x{described.GuestAddress:x}")
            : Replace(remaining, added: []);
    }

    private Violation? Replace(List<SharedRegion> regions, List<SharedRegion> added)
    {
        if (!SharedMemory.TryCreate(regions, out var memory, out var violation))
        {
            added.ForEach(r => r.Dispose());
            return violation;
        }
        var before = Memory;
        Memory = memory;
        _device.AttachMemory(memory.GuestMemory);
        MemoryChanged?.Invoke(memory);
        // The mappings go last: until now the device could reach them.
        foreach (var region in before.Regions.Except(memory.Regions)) region.Dispose();
        return null;
    }
}
