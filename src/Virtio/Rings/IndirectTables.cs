namespace Ballast.Virtio.Rings;

/// <summary>Guest memory for the indirect tables of a driver's queue: so many of them, all of one length.</summary>
public sealed class IndirectTables
{
    private readonly Stack<ulong> _free = new();

    /// <summary>Tables one behind the other from an address on.</summary>
    /// <param name="address">Guest-physical, a multiple of 16; from here on <see cref="Bytes"/> belong to the tables.</param>
    /// <param name="count">How many tables.</param>
    /// <param name="entries">Descriptors in each.</param>
    public IndirectTables(ulong address, int count, int entries)
    {
        Entries = entries;
        for (int i = count - 1; i >= 0; i--) _free.Push(address + Bytes(i, entries));
    }

    /// <summary>The most descriptors in a table.</summary>
    public int Entries { get; }

    /// <summary>Bytes that so many tables take.</summary>
    public static ulong Bytes(int count, int entries) => (ulong)count * (ulong)entries * SplitDescriptor.Size;

    /// <summary>Takes a table for a chain of so many buffers.</summary>
    /// <returns>Null when all are with the device, or the chain is too long for one.</returns>
    internal ulong? Take(int buffers) => buffers <= Entries && _free.TryPop(out ulong table) ? table : null;

    /// <summary>Gives a table back.</summary>
    internal void Return(ulong table) => _free.Push(table);
}
