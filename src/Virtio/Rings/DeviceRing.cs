using System.Diagnostics.CodeAnalysis;
using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>
/// What the device's halves of split and packed virtqueues do alike. Whatever the driver wrote into the ring, it only yields
/// a violation. What the protocol decides is a virtual member of its own.
/// </summary>
public abstract class DeviceRing : IDeviceQueue
{
    private readonly Dictionary<ushort, DescriptorChain> _held = [];
    private readonly LinkedList<DescriptorChain> _order = new();
    private readonly Dictionary<ushort, uint> _done = [];
    private readonly List<UsedChain> _returned = [];
    private DescriptorChain? _lastTaken;
    private Violation? _broken;
    private bool _isChecked;
    private int _movedSinceAsked;

    private protected DeviceRing(GuestMemory memory, QueueAddresses addresses, RingOptions options)
    {
        Memory = new(memory, options.Order);
        Addresses = addresses;
        Options = options;
    }

    /// <inheritdoc/>
    public ushort Size => Addresses.Size;

    /// <inheritdoc/>
    public abstract ushort NextAvailable { get; }

    /// <inheritdoc/>
    public IReadOnlyList<UsedChain> Returned => _returned;

    /// <summary>Guest memory.</summary>
    protected RingMemory Memory { get; private set; }

    /// <summary>Size and places of the ring.</summary>
    protected QueueAddresses Addresses { get; }

    /// <summary>What was negotiated.</summary>
    protected RingOptions Options { get; }

    /// <summary>When the driver is to notify.</summary>
    protected NotificationWish Wish { get; private set; }

    // device.reserved-bits.5
    /// <summary>Whether chains are returned in the order in which they were made available.</summary>
    protected virtual bool KeepsOrder => Options.InOrder;

    /// <inheritdoc/>
    public bool TryPop([NotNullWhen(true)] out DescriptorChain? chain, out Violation? violation)
    {
        chain = null;
        violation = CheckOnce();
        if (violation is not null) return false;
        violation = ReadNext(out var read);
        if (violation is null && read is null) return false;
        if (violation is null && !_held.TryAdd(read!.Head, read)) violation = MadeAvailableTwice(read.Head);
        if (violation is not null)
        {
            _broken = violation;
            return false;
        }
        chain = _lastTaken = read!;
        StepOver(chain);
        if (KeepsOrder) _order.AddLast(chain);
        if (Options.EventIndex) WriteWish();
        return true;
    }

    /// <inheritdoc/>
    public Violation? Use(DescriptorChain chain, uint length)
    {
        _returned.Clear();
        if (CheckOnce() is { } violation) return violation;
        if (!_held.TryGetValue(chain.Head, out var held) || _done.ContainsKey(chain.Head)) throw new ArgumentException($"chain {chain.Head} is not held");
        if (!KeepsOrder) return Return(held, length, 1, held.Slots);
        _done.Add(chain.Head, length);
        return ReturnInOrder();
    }

    /// <inheritdoc/>
    public bool TryGiveBack(DescriptorChain chain)
    {
        if (!ReferenceEquals(_lastTaken, chain) || _done.ContainsKey(chain.Head) || !_held.Remove(chain.Head)) return false;
        StepBack(chain);
        if (KeepsOrder) _order.RemoveLast();
        _lastTaken = null;
        return true;
    }

    /// <inheritdoc/>
    public void AttachMemory(GuestMemory memory)
    {
        Memory = new(memory, Options.Order);
        _broken ??= CheckRings();
    }

    /// <inheritdoc/>
    public void AskForNotifications(NotificationWish wish)
    {
        Wish = wish;
        if (CheckOnce() is null) WriteWish();
        // The wish is visible before the ring is looked at once more.
        Interlocked.MemoryBarrier();
    }

    /// <inheritdoc/>
    public bool ShouldNotifyDriver()
    {
        if (_movedSinceAsked == 0) return false;
        int moved = _movedSinceAsked;
        _movedSinceAsked = 0;
        // What was used must be visible before the wish is read, or a driver that has just asked again is never told.
        Interlocked.MemoryBarrier();
        return IsNotificationWanted(moved);
    }

    /// <inheritdoc/>
    public abstract Violation? Check(NotificationData data);

    /// <summary>Whether the ring can be where the driver says that it is.</summary>
    protected abstract Violation? CheckRings();

    /// <summary>Reads the chain at <see cref="NextAvailable"/>; null when there is none.</summary>
    protected abstract Violation? ReadNext(out DescriptorChain? chain);

    /// <summary>Moves on behind a chain that was taken.</summary>
    protected abstract void StepOver(DescriptorChain chain);

    /// <summary>Moves back before the chain that was taken last.</summary>
    protected abstract void StepBack(DescriptorChain chain);

    /// <summary>Writes one used entry for one or more chains.</summary>
    /// <param name="chain">The last of them.</param>
    /// <param name="length">Bytes that were written into it.</param>
    /// <param name="chains">How many chains.</param>
    /// <param name="slots">How many descriptors of the ring they take.</param>
    /// <returns>Whether it lies in guest memory.</returns>
    protected abstract bool WriteUsed(DescriptorChain chain, uint length, int chains, int slots);

    /// <summary>How far the used position moves for so many chains with so many descriptors.</summary>
    protected abstract int MovesFor(int chains, int slots);

    /// <summary>Whether the driver wants to hear of the used position having moved so far.</summary>
    protected abstract bool IsNotificationWanted(int moved);

    /// <summary>Writes down when the driver is to notify.</summary>
    protected abstract void WriteWish();

    /// <summary>What is wrong with a chain that is made available while it is held.</summary>
    protected abstract Violation MadeAvailableTwice(ushort head);

    // 2.7.9 and 2.8.8: of a batch only the last buffer has an entry; the others count as used to their last byte.
    /// <summary>Whether a chain needs no used entry of its own when the next is returned along with it.</summary>
    protected virtual bool JoinsNext(UsedChain used) => used.Length == used.Chain.WritableLength;

    /// <summary>The violation of a ring part that is not guest memory.</summary>
    protected static Violation OutOfMemory(string what, ulong address) => new("2.6", $"the {what} at 0x{address:x} is not guest memory");

    private Violation? ReturnInOrder()
    {
        int chains = 0, slots = 0;
        while (_order.First is { Value: var chain } && _done.Remove(chain.Head, out uint length))
        {
            _order.RemoveFirst();
            chains++;
            slots += chain.Slots;
            bool another = _order.First is { Value: var next } && _done.ContainsKey(next.Head);
            if (another && JoinsNext(new(chain, length)))
            {
                _held.Remove(chain.Head);
                _returned.Add(new(chain, length));
                continue;
            }
            if (Return(chain, length, chains, slots) is { } violation) return violation;
            chains = slots = 0;
        }
        return null;
    }

    private Violation? Return(DescriptorChain chain, uint length, int chains, int slots)
    {
        _held.Remove(chain.Head);
        if (!WriteUsed(chain, length, chains, slots)) return _broken = OutOfMemory("used ring", Addresses.Device);
        _returned.Add(new(chain, length));
        _movedSinceAsked += MovesFor(chains, slots);
        return null;
    }

    private Violation? CheckOnce()
    {
        if (_isChecked) return _broken;
        _isChecked = true;
        _broken ??= CheckRings();
        if (_broken is null && Options.EventIndex) WriteWish();
        return _broken;
    }
}
