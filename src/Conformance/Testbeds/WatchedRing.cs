using Ballast.Conformance.Rules.Rings;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

/// <summary>One ring as the suite looks at it from outside.</summary>
/// <param name="queue">Whose ring.</param>
/// <param name="addresses">Where it lies.</param>
/// <param name="options">What was negotiated.</param>
internal abstract class WatchedRing(BalloonQueue queue, QueueAddresses addresses, RingOptions options)
{
    private const int MostReadableBytes = 1 << 16;
    private readonly Dictionary<ushort, ExposedChain> _exposed = [];
    private readonly SortedDictionary<string, (int Entries, List<ushort> Wrong)> _checked = new(StringComparer.Ordinal);
    private RingView? _last;

    protected QueueAddresses Addresses => addresses;

    protected RingOptions Options => options;

    protected IEnumerable<ExposedChain> Outstanding => _exposed.Values;

    /// <summary>The device has taken a chain.</summary>
    public void Take(ChainAvailable chain, GuestMemory memory)
    {
        var slots = SlotsOf(chain, memory);
        Taken(chain, memory);
        _exposed[chain.Head] = new(slots, [.. slots.Select(s => Descriptor(s, memory))], Readable(chain, memory));
    }

    /// <summary>The device has returned a chain.</summary>
    /// <param name="used">What it says of it.</param>
    /// <param name="memory">Guest memory.</param>
    /// <param name="driverWaits">Whether the driver stands still until all have seen this; one that runs may use the descriptors again already.</param>
    public void Return(ChainUsed used, GuestMemory memory, bool driverWaits)
    {
        if (!_exposed.Remove(used.Head, out var chain)) return;
        Returned(used, chain, memory);
        if (driverWaits) CheckExposed(chain, memory);
        foreach (var (address, bytes) in chain.Readable)
        {
            byte[] now = new byte[bytes.Length];
            Note(RingCheck.Readable, used.Head, memory.TryRead(address, now) && now.AsSpan().SequenceEqual(bytes));
        }
    }

    /// <summary>Somebody wrote to guest memory.</summary>
    public abstract void Written(DirtyClient by, ulong address, ulong length, GuestMemory memory);

    /// <summary>What was found since the last look, and how the ring stands where that has changed.</summary>
    /// <param name="memory">Guest memory.</param>
    /// <param name="checks">The checks that the side under test answers for.</param>
    /// <param name="always">Whether to tell also where nothing has changed.</param>
    public IEnumerable<TraceEvent> Look(GuestMemory memory, IReadOnlySet<string> checks, bool always)
    {
        foreach (var chain in _exposed.Values) CheckExposed(chain, memory);
        Looked(memory);
        foreach (var (what, (entries, wrong)) in _checked)
        {
            if (checks.Contains(what)) yield return new RingVerified(queue, what, entries, wrong);
        }
        _checked.Clear();
        var view = RingView.Read(memory, addresses, options);
        if (view == _last && !always) yield break;
        _last = view;
        yield return new RingObserved(queue, view);
    }

    /// <summary>Keeps the outcome of a check for the next look.</summary>
    protected void Note(string what, ushort entry, bool isRight)
    {
        if (!_checked.TryGetValue(what, out var so)) so = (0, []);
        if (!isRight && !so.Wrong.Contains(entry)) so.Wrong.Add(entry);
        _checked[what] = (so.Entries + 1, so.Wrong);
    }

    /// <summary>The bytes of a descriptor of the ring.</summary>
    protected byte[] Descriptor(ushort slot, GuestMemory memory)
    {
        byte[] bytes = new byte[SplitDescriptor.Size];
        memory.TryRead(addresses.Descriptors + (ulong)slot * SplitDescriptor.Size, bytes);
        return bytes;
    }

    /// <summary>The descriptors of the ring that a chain takes.</summary>
    protected abstract IReadOnlyList<ushort> SlotsOf(ChainAvailable chain, GuestMemory memory);

    protected virtual void Taken(ChainAvailable chain, GuestMemory memory)
    {
    }

    protected abstract void Returned(ChainUsed used, ExposedChain chain, GuestMemory memory);

    protected virtual void Looked(GuestMemory memory)
    {
    }

    private void CheckExposed(ExposedChain chain, GuestMemory memory)
    {
        for (int i = 0; i < chain.Slots.Count; i++)
        {
            if (chain.Overwritten.Contains(chain.Slots[i])) continue;
            Note(RingCheck.Exposed, chain.Slots[i], Descriptor(chain.Slots[i], memory).AsSpan().SequenceEqual(chain.Descriptors[i]));
        }
    }

    private static List<(ulong Address, byte[] Bytes)> Readable(ChainAvailable chain, GuestMemory memory)
    {
        var readable = new List<(ulong, byte[])>();
        int left = MostReadableBytes;
        foreach (var buffer in chain.Buffers.Where(b => !b.IsDeviceWritable))
        {
            byte[] bytes = new byte[Math.Min(buffer.Length, (uint)left)];
            left -= bytes.Length;
            if (bytes.Length > 0 && memory.TryRead(buffer.Address, bytes)) readable.Add((buffer.Address, bytes));
        }
        return readable;
    }
}
