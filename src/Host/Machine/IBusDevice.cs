namespace Ballast.Host.Machine;

/// <summary>What answers to port I/O or to memory accesses on a reference machine's bus. Accesses are of 1, 2, 4 or 8 bytes and may lie anywhere.</summary>
public interface IBusDevice
{
    /// <summary>Reads; false when nothing here answers to it.</summary>
    bool TryRead(bool isPort, ulong address, int width, out ulong value);

    /// <summary>Writes; false when nothing here answers to it.</summary>
    bool TryWrite(bool isPort, ulong address, int width, ulong value);
}
