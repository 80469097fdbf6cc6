using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Machine;

/// <summary>
/// A machine as a program in its guest reaches it: port I/O, memory-mapped I/O, RAM and interrupts. The transports' driver
/// halves (PCI, MMIO) know nothing else of a machine. All numbers are little-endian, as on the machines that have one.
/// </summary>
public interface IMachineBus
{
    /// <summary>The guest's RAM, as a program in the guest reaches it.</summary>
    GuestMemory Memory { get; }

    /// <summary>Reads an I/O port. Where nothing answers all bits are ones.</summary>
    /// <param name="port">Number of the port.</param>
    /// <param name="width">Bytes: 1, 2 or 4.</param>
    uint ReadPort(ushort port, int width);

    /// <summary>Writes an I/O port. Where nothing answers nothing happens.</summary>
    /// <param name="port">Number of the port.</param>
    /// <param name="width">Bytes: 1, 2 or 4.</param>
    /// <param name="value">The value; only its lowest bytes are used.</param>
    void WritePort(ushort port, int width, uint value);

    /// <summary>Reads a register that is mapped into memory. Where nothing answers it is undefined, and never an error.</summary>
    /// <param name="address">Guest-physical address; no RAM lies there.</param>
    /// <param name="width">Bytes: 1, 2, 4 or 8.</param>
    ulong ReadRegister(ulong address, int width);

    /// <summary>Writes a register that is mapped into memory. Where nothing answers nothing happens.</summary>
    /// <param name="address">Guest-physical address; no RAM lies there.</param>
    /// <param name="width">Bytes: 1, 2, 4 or 8.</param>
    /// <param name="value">The value; only its lowest bytes are used.</param>
    void WriteRegister(ulong address, int width, ulong value);

    /// <summary>Where interrupts go from now on; null for nowhere. One listener at a time.</summary>
    void Connect(IInterruptListener? listener);

    /// <summary>
    /// Takes an address to which a device may write messages (MSI-X) so that the bus sees them and tells the listener.
    /// Each vector that is told apart has an address or a number of its own.
    /// </summary>
    /// <param name="vector">Number by which the listener wants to know the vector, from 0 on, below 2048.</param>
    /// <returns>What the vector's table entry has to say.</returns>
    MessageTarget TargetOf(int vector);
}
