using System.Buffers.Binary;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tests.Memory;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

/// <summary>Both halves of one split virtqueue, and the bare rings between them for who wants to break the rules.</summary>
internal sealed class RingPair : IDisposable
{
    public const ulong RingAddress = 0x1000;

    private readonly GuardedMemory _memory;

    public RingPair(ushort size = 8, bool indirect = false)
    {
        Addresses = SplitLayout.At(RingAddress, size, out ulong bytes);
        _memory = new((int)((RingAddress + bytes + 0xffff) & ~0xffffUL));
        Memory = new([_memory.At(0)]);
        Driver = new(Memory, Addresses);
        Device = new(Memory, Addresses, new(Indirect: indirect));
    }

    public GuestMemory Memory { get; }

    public QueueAddresses Addresses { get; }

    public SplitDriverQueue Driver { get; }

    public SplitDeviceQueue Device { get; }

    public Span<byte> Bytes => _memory.Bytes;

    public static Buffer Readable(uint length, ulong address = 0) => new(address, length, IsDeviceWritable: false);

    public static Buffer Writable(uint length, ulong address = 0) => new(address, length, IsDeviceWritable: true);

    /// <summary>Adds a chain by hand, whatever the driver's half holds of it.</summary>
    public RingPair WithDescriptor(int index, Buffer buffer, DescriptorFlags flags = 0, ushort next = 0, ulong? table = null)
    {
        var all = flags | (buffer.IsDeviceWritable ? DescriptorFlags.Write : 0);
        Memory.TryWrite((table ?? Addresses.Descriptors) + (ulong)index * SplitDescriptor.Size, new SplitDescriptor(buffer.Address, buffer.Length, all, next));
        return this;
    }

    public RingPair WithAvailable(ushort index, params ReadOnlySpan<ushort> heads)
    {
        var available = _memory.Bytes[(int)Addresses.Driver..];
        for (int i = 0; i < heads.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(available[(4 + 2 * i)..], heads[i]);
        BinaryPrimitives.WriteUInt16LittleEndian(available[2..], index);
        return this;
    }

    public RingPair WithUsed(ushort index, params ReadOnlySpan<UsedElement> elements)
    {
        for (int i = 0; i < elements.Length; i++)
            Memory.TryWrite(Addresses.Device + 4 + (ulong)i * UsedElement.Size, elements[i]);
        Memory.TryWriteIndex(Addresses.Device + SplitLayout.IndexOffset, index);
        return this;
    }

    public DescriptorChain Pop()
    {
        Assert.That(Device.TryPop(out var chain, out var violation), Is.True, violation?.ToString() ?? "nothing was available");
        return chain!;
    }

    /// <summary>The clause that the device says was broken; it stays broken.</summary>
    public string? Broken()
    {
        Assert.That(Device.TryPop(out _, out var first), Is.False);
        Assert.That(Device.TryPop(out _, out var again), Is.False);
        Assert.That(again, Is.EqualTo(first));
        return first?.Clause;
    }

    public void Dispose() => _memory.Dispose();
}
