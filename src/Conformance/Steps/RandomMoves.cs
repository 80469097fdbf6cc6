using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Steps;

/// <summary>
/// A driver that does anything that it can do to a device, right or wrong, as its seed has it. Whatever it names, as buffer or
/// as frame, is in a part of RAM of its own or no RAM at all: the rest of RAM must stay as it is.
/// </summary>
internal sealed class RandomMoves
{
    private const uint ArenaBytes = 1 << 20;
    private const int LongestBuffer = 16 << 10;

    private readonly Testbed _bed;
    private readonly FeatureSet _features;
    private readonly Random _random;
    private readonly ulong _arena;
    private readonly Dictionary<BalloonQueue, RawRing> _rings = [];

    /// <summary>Takes over from a driver that is in operation.</summary>
    public RandomMoves(Testbed bed, FeatureSet features, Random random)
    {
        _bed = bed;
        _features = features;
        _random = random;
        _arena = bed.FreshBlock(ArenaBytes);
        FillArena();
        FindRings();
    }

    /// <summary>Does something.</summary>
    public async Task MoveAsync()
    {
        switch (_random.Next(20))
        {
            case < 12:
                var (queue, ring) = _rings.ElementAt(_random.Next(_rings.Count));
                PutChain(ring);
                if (_random.Next(4) > 0) _bed.HandDriven.Notify(queue);
                return;
            case 12:
                _bed.HandDriven.Notify(_rings.Keys.ElementAt(_random.Next(_rings.Count)));
                return;
            case 13:
                int field = _random.Next(4) * sizeof(uint);
                _bed.HandDriven.WriteConfiguration(field, (uint)_random.NextInt64());
                _bed.HandDriven.ReadConfiguration(field);
                return;
            case 14:
                _bed.SetTarget((uint)_random.Next(4096));
                return;
            case 15:
                FillArena();
                return;
            case 16 or 17:
                await _bed.SettleAsync();
                return;
            case 18:
                if ((_bed.HandDriven.Transport.ReadStatus() & DeviceStatus.DeviceNeedsReset) != 0) StartAgain();
                return;
            default:
                if (_random.Next(4) == 0) StartAgain();
                return;
        }
    }

    private void StartAgain()
    {
        _bed.HandDriven.Start(_features);
        FindRings();
    }

    private void FindRings()
    {
        _rings.Clear();
        foreach (var queue in Enum.GetValues<BalloonQueue>().Where(_bed.HandDriven.Has))
            _rings[queue] = RawRing.Of(_bed.HandDriven, queue);
    }

    private void PutChain(RawRing ring)
    {
        ushort head = ring.Next;
        int length = _random.Next(1, 5);
        for (int i = 0; i < length; i++)
        {
            var flags = (DescriptorFlags)_random.Next(8);
            // Chains that are whole come in, too.
            if (_random.Next(3) > 0) flags = (flags & ~(DescriptorFlags.Next | DescriptorFlags.Indirect)) | (i < length - 1 ? DescriptorFlags.Next : 0);
            var (address, bytes) = Range();
            ushort next = (ushort)((ring.Next + 1) % ring.Size);
            ring.Write(address, bytes, flags, _random.Next(8) switch { 0 => (ushort)_random.Next(1 << 16), 1 => (ushort)_random.Next(ring.Size), _ => next });
        }
        if (ring.IsPacked) return;
        ring.Offer(
            _random.Next(16) == 0 ? (ushort)_random.Next(1 << 16) : head,
            _random.Next(24) == 0 ? (ushort)_random.Next(1 << 16) : (ushort)1);
    }

    // Numbers are aligned, and so are ranges: an array that begins in the middle of one would name frames that nobody chose.
    private (ulong Address, uint Length) Range()
    {
        uint length = (uint)_random.Next(LongestBuffer / sizeof(uint)) * sizeof(uint);
        return _random.Next(12) switch
        {
            0 => (Testbed.AddressInTheHole, length),
            1 => (_bed.Plan.RamSize + (ulong)_random.NextInt64(1L << 40), (uint)_random.NextInt64()),
            2 => (ulong.MaxValue - (uint)_random.Next(64), (uint)_random.NextInt64()),
            3 => (_arena, 0),
            _ => (_arena + (ulong)_random.Next((int)(ArenaBytes - LongestBuffer) / sizeof(uint)) * sizeof(uint), length),
        };
    }

    // Frames of its own, and numbers of none.
    private void FillArena()
    {
        byte[] content = new byte[ArenaBytes];
        var numbers = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, Virtio.Wire.Le32>(content.AsSpan());
        uint first = (uint)(_arena >> PageRun.PageShift);
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = _random.Next(3) == 0 ? first + (uint)_random.Next((int)(ArenaBytes >> PageRun.PageShift)) : uint.MaxValue;
        _bed.HandDriven.Memory.TryWrite(_arena, content);
    }
}
