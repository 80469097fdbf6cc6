using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tests.Memory;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

/// <summary>Both halves of a virtqueue of any kind, as they were negotiated, and the memory between them.</summary>
internal sealed class RingBench : IDisposable
{
    public const ulong RingAddress = 0x1000;
    public const ulong TableAddress = 0x800;

    private readonly GuardedMemory _memory;

    public RingBench(RingOptions options, ushort size = 8)
    {
        Options = options;
        Addresses = RingLayout.At(RingAddress, size, options, out ulong bytes);
        _memory = new((int)((RingAddress + bytes + 0xffff) & ~0xffffUL));
        Memory = new([_memory.At(0)]);
        Driver = Ring.ForDriver(Memory, Addresses, options);
        Device = Ring.ForDevice(Memory, Addresses, options);
    }

    public static IEnumerable<RingOptions> Kinds { get; } =
        [default, new(IsPacked: true), new(EventIndex: true), new(true, EventIndex: true), new(InOrder: true), new(true, InOrder: true)];

    public RingOptions Options { get; }

    public GuestMemory Memory { get; }

    public QueueAddresses Addresses { get; }

    public IDriverQueue Driver { get; }

    public IDeviceQueue Device { get; }

    public Span<byte> Bytes => _memory.Bytes;

    public RingView View => RingView.Read(Memory, Addresses, Options);

    public static Buffer Readable(uint length, ulong address = 0) => new(address, length, IsDeviceWritable: false);

    public static Buffer Writable(uint length, ulong address = 0) => new(address, length, IsDeviceWritable: true);

    public RingBench WithTables(int count = 2, int entries = 4)
    {
        Driver.IndirectTables = new(TableAddress, count, entries);
        return this;
    }

    public ushort Add(params ReadOnlySpan<Buffer> buffers)
    {
        Assert.That(Driver.TryAdd(buffers, null, out ushort head), Is.True, "there is no room");
        return head;
    }

    public DescriptorChain Pop()
    {
        Assert.That(Device.TryPop(out var chain, out var violation), Is.True, violation?.ToString() ?? "nothing was available");
        return chain!;
    }

    public UsedBuffer Take()
    {
        Assert.That(Driver.TryTakeUsed(out var used, out var violation), Is.True, violation?.ToString() ?? "nothing was used");
        return used;
    }

    /// <summary>So many chains of one buffer, there and back.</summary>
    public RingBench After(int chains)
    {
        for (int i = 0; i < chains; i++)
        {
            Add(Readable(1));
            Device.Use(Pop(), 0);
            Take();
        }
        return this;
    }

    /// <summary>Writes a packed descriptor, whatever the driver's half holds of it.</summary>
    public RingBench WithDescriptor(int slot, Buffer buffer, DescriptorFlags flags, ushort id = 0, ulong? table = null)
    {
        var all = flags | (buffer.IsDeviceWritable ? DescriptorFlags.Write : 0);
        Memory.TryWrite((table ?? Addresses.Descriptors) + (ulong)slot * PackedDescriptor.Size, new PackedDescriptor(buffer.Address, buffer.Length, id, all));
        return this;
    }

    public PackedDescriptor Descriptor(int slot)
    {
        Memory.TryRead(Addresses.Descriptors + (ulong)slot * PackedDescriptor.Size, out PackedDescriptor descriptor);
        return descriptor;
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
