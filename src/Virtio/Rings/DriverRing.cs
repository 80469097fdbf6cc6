using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>
/// What the driver's halves of split and packed virtqueues do alike. What the driver knows of its chains it keeps here: the
/// ring is open to the device. What the protocol decides is a virtual member of its own.
/// </summary>
public abstract class DriverRing : IDriverQueue
{
    private readonly InFlight[] _inFlight;
    private readonly Queue<ushort> _order = new();
    private readonly Queue<UsedBuffer> _batch = new();
    private bool _isHeldBack;
    private int _unpublished;
    private int _movedSinceAsked;

    private protected DriverRing(GuestMemory memory, QueueAddresses addresses, RingOptions options)
    {
        Memory = new(memory, options.Order);
        Addresses = addresses;
        Options = options;
        FreeDescriptors = addresses.Size;
        _inFlight = new InFlight[addresses.Size];
    }

    /// <inheritdoc/>
    public QueueAddresses Addresses { get; }

    /// <inheritdoc/>
    public int FreeDescriptors { get; private set; }

    /// <inheritdoc/>
    public int Outstanding { get; private set; }

    /// <inheritdoc/>
    public IndirectTables? IndirectTables { get; set; }

    /// <summary>Guest memory.</summary>
    protected RingMemory Memory { get; }

    /// <summary>What was negotiated.</summary>
    protected RingOptions Options { get; }

    /// <summary>Number of entries.</summary>
    protected int Size => Addresses.Size;

    /// <summary>When the device is to notify.</summary>
    protected NotificationWish Wish { get; private set; }

    /// <inheritdoc/>
    public bool TryAdd(ReadOnlySpan<Buffer> buffers, object? token, out ushort head, bool indirect = false)
    {
        if (buffers.IsEmpty) throw new ArgumentException("a chain has at least one buffer");
        head = 0;
        // driver.split.indirect.3, driver.packed.chain.2 and .5
        if (buffers.Length > Size || FreeDescriptors == 0) return false;
        ulong? table = indirect && MayUseTables ? IndirectTables?.Take(buffers.Length) : null;
        int slots = table is null ? buffers.Length : 1;
        if (FreeDescriptors < slots) return false;
        if (table is { } address)
        {
            WriteTable(address, buffers);
            head = Place([new(address, (uint)buffers.Length * SplitDescriptor.Size, IsDeviceWritable: false)], DescriptorFlags.Indirect);
        }
        else
        {
            head = Place(buffers, DescriptorFlags.None);
        }
        _inFlight[head] = new(token, slots, WritableBytes(buffers), table);
        FreeDescriptors -= slots;
        Outstanding++;
        if (Options.InOrder) _order.Enqueue(head);
        _unpublished += MovesFor(1, slots);
        if (!_isHeldBack) ShowAdded();
        return true;
    }

    /// <inheritdoc/>
    public void HoldBack() => _isHeldBack = true;

    /// <inheritdoc/>
    public void Publish()
    {
        _isHeldBack = false;
        if (_unpublished > 0) ShowAdded();
    }

    /// <inheritdoc/>
    public bool HasUsed => _batch.Count > 0 || ReadUsed(out var entry, out _) is not null || entry is not null;

    /// <inheritdoc/>
    public bool TryTakeUsed(out UsedBuffer used, out Violation? violation)
    {
        violation = null;
        if (_batch.TryDequeue(out used)) return true;
        violation = ReadUsed(out var entry, out int shown);
        if (violation is not null || entry is not { } element) return false;
        if (element.Id >= (uint)Size || _inFlight[element.Id].Slots == 0)
        {
            violation = NotOutstanding(element.Id);
            return false;
        }
        if (Options.InOrder) violation = TakeBatch(element, shown);
        else _batch.Enqueue(Complete((ushort)element.Id, element.Length));
        if (violation is not null) return false;
        RenewWish();
        return _batch.TryDequeue(out used);
    }

    /// <inheritdoc/>
    public void AskForNotifications(NotificationWish wish)
    {
        Wish = wish;
        WriteWish();
        // The wish is visible before the ring is looked at once more.
        Interlocked.MemoryBarrier();
    }

    /// <inheritdoc/>
    public bool ShouldNotifyDevice()
    {
        if (_movedSinceAsked == 0) return false;
        int moved = _movedSinceAsked;
        _movedSinceAsked = 0;
        // driver.split.notify.1, driver.packed.notify.1: what was added is visible before the wish is read.
        Interlocked.MemoryBarrier();
        return IsNotificationWanted(moved);
    }

    /// <inheritdoc/>
    public abstract NotificationData NextNotification(int queueIndex);

    // driver.split.indirect.1, driver.packed.indirect.1
    /// <summary>Whether chains may be put into indirect tables.</summary>
    protected virtual bool MayUseTables => Options.Indirect;

    /// <summary>Writes the descriptors of a chain into an indirect table.</summary>
    protected abstract void WriteTable(ulong table, ReadOnlySpan<Buffer> buffers);

    /// <summary>Writes the descriptors of a chain into the ring, for which there is room.</summary>
    /// <param name="buffers">The buffers.</param>
    /// <param name="flags">Flags that each descriptor has besides its own.</param>
    /// <returns>What the chain is called when it is used.</returns>
    protected abstract ushort Place(ReadOnlySpan<Buffer> buffers, DescriptorFlags flags);

    /// <summary>Lets the device see what was placed.</summary>
    protected abstract void Show();

    /// <summary>Reads the used entry that is next; null when there is none.</summary>
    /// <param name="element">The entry.</param>
    /// <param name="shown">How many chains the device shows as used at most, this one included.</param>
    protected abstract Violation? ReadUsed(out UsedElement? element, out int shown);

    /// <summary>Moves on behind a used entry for so many chains with so many descriptors, the last of which had this head.</summary>
    protected abstract void StepOver(int chains, int slots);

    /// <summary>The descriptors of a chain are free again.</summary>
    protected abstract void Free(ushort head, int slots);

    /// <summary>What is wrong with a used entry that names no chain that is outstanding. How to go on is the ring's to know.</summary>
    protected abstract Violation NotOutstanding(uint id);

    /// <summary>How far the position moves for so many chains with so many descriptors.</summary>
    protected abstract int MovesFor(int chains, int slots);

    /// <summary>Whether the device wants to hear of the position having moved so far.</summary>
    protected abstract bool IsNotificationWanted(int moved);

    /// <summary>Writes down when the device is to notify.</summary>
    protected abstract void WriteWish();

    /// <summary>Something was taken: a wish that goes by what is next has to follow.</summary>
    protected virtual void RenewWish()
    {
    }

    private void ShowAdded()
    {
        Show();
        _movedSinceAsked += _unpublished;
        _unpublished = 0;
    }

    private Violation? TakeBatch(UsedElement last, int shown)
    {
        int chains = 0;
        foreach (ushort head in _order)
        {
            chains++;
            if (head == last.Id) break;
        }
        if (chains > shown) return Disorder(last.Id, chains, shown);
        int slots = 0;
        for (int i = 1; i <= chains; i++)
        {
            ushort head = _order.Dequeue();
            slots += _inFlight[head].Slots;
            // 2.7.9 and 2.8.8: chains without an entry of their own were used completely.
            _batch.Enqueue(Release(head, i == chains ? last.Length : (uint)Math.Min(_inFlight[head].Writable, uint.MaxValue)));
        }
        StepOver(chains, slots);
        return null;
    }

    /// <summary>What is wrong with a used entry that stands for more chains than the device shows as used. How to go on is the ring's to know.</summary>
    protected virtual Violation Disorder(uint id, int chains, int shown) =>
        new("device.reserved-bits.5", $"chain {id} was used, the {chains}th in order, though only {shown} are shown as used");

    private UsedBuffer Complete(ushort head, uint length)
    {
        StepOver(1, _inFlight[head].Slots);
        return Release(head, length);
    }

    private UsedBuffer Release(ushort head, uint length)
    {
        var chain = _inFlight[head];
        _inFlight[head] = default;
        if (chain.Table is { } table) IndirectTables?.Return(table);
        Outstanding--;
        FreeDescriptors += chain.Slots;
        Free(head, chain.Slots);
        return new(chain.Token, head, length);
    }

    private static ulong WritableBytes(ReadOnlySpan<Buffer> buffers)
    {
        ulong bytes = 0;
        foreach (var buffer in buffers)
        {
            if (buffer.IsDeviceWritable) bytes += buffer.Length;
        }
        return bytes;
    }

    private readonly record struct InFlight(object? Token, int Slots, ulong Writable, ulong? Table);
}
