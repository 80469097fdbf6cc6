using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

/// <summary>
/// The specification of a virtqueue without a ring: chains in lists, positions as numbers that never wrap. What both halves
/// do is held against it.
/// </summary>
internal sealed class PlainQueue
{
    private readonly RingOptions _options;
    private readonly int _size;
    private readonly int _tableEntries;
    private readonly Queue<Item> _hidden = new();
    private readonly Queue<Item> _waiting = new();
    private readonly List<Item> _order = [];
    private readonly Queue<List<Item>> _returned = new();
    private readonly Queue<Item> _batch = new();
    private int _tables;

    public PlainQueue(RingOptions options, int size, int tables, int tableEntries)
    {
        _options = options;
        _size = Free = size;
        _tables = tables;
        _tableEntries = tableEntries;
        Driver = new(options, size);
        Device = new(options, size);
    }

    public int Free { get; private set; }

    public int Outstanding { get; private set; }

    public List<Item> Held { get; } = [];

    /// <summary>Whose chains the device has to be told of.</summary>
    public Side Driver { get; }

    /// <summary>Whose used chains the driver has to be told of.</summary>
    public Side Device { get; }

    public bool IsHolding { get; private set; }

    public Item? Add(Buffer[] buffers, bool indirect)
    {
        if (buffers.Length > _size || Free == 0) return null;
        bool inTable = indirect && _options.Indirect && _tables > 0 && buffers.Length <= _tableEntries;
        int slots = inTable ? 1 : buffers.Length;
        if (Free < slots) return null;
        if (inTable) _tables--;
        Free -= slots;
        Outstanding++;
        var item = new Item(buffers, slots, inTable);
        _hidden.Enqueue(item);
        if (!IsHolding) Show();
        return item;
    }

    public void HoldBack() => IsHolding = true;

    public void Publish()
    {
        IsHolding = false;
        Show();
    }

    public Item? Pop()
    {
        if (!_waiting.TryDequeue(out var item)) return null;
        Held.Add(item);
        _order.Add(item);
        Driver.Taken += Moves(item);
        Driver.Follow();
        return item;
    }

    public void Use(Item item, uint length)
    {
        Held.Remove(item);
        item.Length = length;
        if (!_options.InOrder)
        {
            _order.Remove(item);
            Return([item]);
            return;
        }
        var batch = new List<Item>();
        while (_order.Count > 0 && _order[0].Length is { } used)
        {
            batch.Add(_order[0]);
            _order.RemoveAt(0);
            if (_order.Count > 0 && _order[0].Length is not null && used == batch[^1].Writable) continue;
            Return(batch);
            batch = [];
        }
    }

    public Item? Take()
    {
        if (_batch.Count == 0 && _returned.TryDequeue(out var batch))
        {
            foreach (var item in batch)
            {
                _batch.Enqueue(item);
                Free += item.Slots;
                Outstanding--;
                if (item.InTable) _tables++;
                Device.Taken += Moves(item);
            }
            Device.Follow();
        }
        return _batch.TryDequeue(out var next) ? next : null;
    }

    private void Return(List<Item> batch)
    {
        _returned.Enqueue(batch);
        foreach (var item in batch) Device.Written += Moves(item);
    }

    private void Show()
    {
        while (_hidden.TryDequeue(out var item))
        {
            _waiting.Enqueue(item);
            Driver.Written += Moves(item);
        }
    }

    private int Moves(Item item) => _options.IsPacked ? item.Slots : 1;

    /// <summary>A chain.</summary>
    internal sealed class Item(Buffer[] buffers, int slots, bool inTable)
    {
        public Buffer[] Buffers => buffers;

        public int Slots => slots;

        public bool InTable => inTable;

        public uint? Length { get; set; }

        public ulong Writable { get; } = (ulong)buffers.Where(b => b.IsDeviceWritable).Sum(b => b.Length);
    }

    /// <summary>What one side has written, and when the other wants to be told of it.</summary>
    internal sealed class Side(RingOptions options, int size)
    {
        private NotificationWish _wish;
        private long _event;
        private long _asked;

        public long Written { get; set; }

        public long Taken { get; set; }

        /// <summary>The wish of the other side, which waits for a position so far ahead of what it has taken.</summary>
        public NotificationWish Wants(int kind, int ahead)
        {
            long at = Taken + ahead;
            ushort position = options.IsPacked ? new PackedPosition((ushort)(at % size), Wrap: at / size % 2 == 0).Value : (ushort)at;
            _wish = kind switch { 0 => NotificationWish.Never, 1 => NotificationWish.At(position), _ => NotificationWish.Always };
            _event = at;
            Follow();
            return _wish;
        }

        public void Follow()
        {
            if (_wish.Position is null) _event = Taken;
        }

        public bool MustTell()
        {
            var (from, to) = (_asked, Written);
            _asked = Written;
            if (from == to || _wish.IsNever) return false;
            bool goesByPosition = options.EventIndex && (!options.IsPacked || _wish.Position is not null);
            if (!goesByPosition || (options.IsPacked && to - from >= size)) return true;
            long period = options.IsPacked ? 2L * size : 65536;
            long first = from + (((_event - from) % period) + period) % period;
            return first < to;
        }
    }
}
