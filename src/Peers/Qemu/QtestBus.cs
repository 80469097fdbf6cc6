using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.Qemu;

/// <summary>
/// A QEMU machine as a program in its guest reaches it. RAM is reached directly, everything else through qtest; every
/// access has taken effect when it returns. Interrupt lines are those of the machine's I/O APIC. Messages (MSI-X) are
/// addressed to RAM that the bus keeps for itself, and looked for there after each access and by <see cref="Poll"/>.
/// </summary>
public sealed class QtestBus : IMachineBus
{
    /// <summary>Guest-physical address of the 8 KiB of RAM that nobody else may use, once a target was asked for: word
    /// n belongs to vector n and holds n + 1 while its message is not seen yet, else 0.</summary>
    public const ulong MessagePages = 0x9000;

    /// <summary>How many vectors there can be.</summary>
    public const int MostVectors = 2048;

    // No event tells of a write to RAM.
    private static readonly TimeSpan MessageSlice = TimeSpan.FromMilliseconds(1);

    private readonly QtestClient _client;
    // Monitor, not Lock: it is waited on.
    private readonly object _gate = new();
    private readonly HashSet<int> _raised = [];
    private volatile IInterruptListener? _listener;
    private volatile int _vectors;
    private long _interrupts;

    internal QtestBus(QtestClient client, GuestMemory memory)
    {
        (_client, Memory) = (client, memory);
        client.LineChanged = Change;
        client.Ended = Wake;
    }

    /// <inheritdoc/>
    public GuestMemory Memory { get; }

    /// <summary>How many changes of lines, and messages, there have been.</summary>
    public long InterruptCount
    {
        get { lock (_gate) return _interrupts; }
    }

    /// <summary>Whether a line is active, as far as QEMU has told.</summary>
    public bool IsRaised(int line)
    {
        lock (_gate) return _raised.Contains(line);
    }

    /// <inheritdoc/>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public uint ReadPort(ushort port, int width)
    {
        var value = _client.ReadPort(port, width);
        Poll();
        return value;
    }

    /// <inheritdoc/>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public void WritePort(ushort port, int width, uint value)
    {
        _client.WritePort(port, width, value);
        Poll();
    }

    /// <inheritdoc/>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public ulong ReadRegister(ulong address, int width)
    {
        var value = _client.ReadRegister(address, width);
        Poll();
        return value;
    }

    /// <inheritdoc/>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public void WriteRegister(ulong address, int width, ulong value)
    {
        _client.WriteRegister(address, width, value);
        Poll();
    }

    /// <inheritdoc/>
    /// <remarks>Changes of lines are told in a thread of their own, messages in the one that looks for them.</remarks>
    public void Connect(IInterruptListener? listener) => _listener = listener;

    /// <inheritdoc/>
    public MessageTarget TargetOf(int vector)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vector);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(vector, MostVectors);
        lock (_gate)
        {
            for (var next = _vectors; next <= vector; next++)
                Memory.TryWrite(AddressOf(next), 0u);
            _vectors = Math.Max(_vectors, vector + 1);
        }

        return new(AddressOf(vector), (uint)vector + 1);
    }

    /// <summary>Looks for messages and tells the listener of those that have come.</summary>
    public void Poll()
    {
        for (var vector = 0; vector < _vectors; vector++)
        {
            if (!Memory.TryGetSpan(AddressOf(vector), sizeof(uint), out var bytes)
                || Interlocked.Exchange(ref Unsafe.As<byte, uint>(ref MemoryMarshal.GetReference(bytes)), 0) != (uint)vector + 1)
                continue;
            _listener?.MessageSent(vector);
            Count();
        }
    }

    /// <summary>Waits for interrupts. Nothing is missed when <see cref="InterruptCount"/> was read before the device was
    /// given a reason.</summary>
    /// <param name="seen">How many the caller knows of; it waits until there are more.</param>
    /// <param name="deadline">How long it waits at most.</param>
    /// <returns>False when the deadline has passed.</returns>
    /// <exception cref="QemuException">QEMU has failed.</exception>
    public bool WaitForInterrupt(long seen, TimeSpan deadline)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Poll();
            lock (_gate)
            {
                if (_interrupts > seen)
                    return true;
                _client.ThrowIfOver();
                var left = deadline - TimeProvider.System.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                    return false;
                Monitor.Wait(_gate, _vectors > 0 && left > MessageSlice ? MessageSlice : left);
            }
        }
    }

    /// <summary>Whether a page of guest memory is one into which messages are written.</summary>
    /// <param name="address">Guest-physical address.</param>
    public static bool IsForMessages(ulong address) => address >= MessagePages && address < AddressOf(MostVectors);

    private static ulong AddressOf(int vector) => MessagePages + sizeof(uint) * (ulong)vector;

    private void Change(int line, bool isRaised)
    {
        lock (_gate)
        {
            if (isRaised)
                _raised.Add(line);
            else
                _raised.Remove(line);
        }

        _listener?.LineChanged(line, isRaised);
        Count();
    }

    private void Count()
    {
        lock (_gate)
        {
            _interrupts++;
            Monitor.PulseAll(_gate);
        }
    }

    private void Wake()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
