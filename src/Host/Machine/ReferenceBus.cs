using System.Buffers.Binary;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;

namespace Ballast.Host.Machine;

/// <summary>
/// The bus of a reference machine, in process. What is written to the address of a vector's message is an interrupt; where
/// nothing answers reads give ones and writes are lost.
/// </summary>
/// <param name="memory">RAM as a program in the guest reaches it.</param>
/// <param name="loop">The loop on which the devices work: accesses are made on it while the driver waits.</param>
public sealed class ReferenceBus(GuestMemory memory, IEventLoop loop) : IMachineBus
{
    // Where PCs have their interrupt controllers: no RAM, and no bar is put there.
    private const ulong MessageAddress = 0xfee0_0000;

    private readonly List<IBusDevice> _devices = [];
    private readonly HashSet<int> _raised = [];
    private IInterruptListener? _listener;

    /// <inheritdoc/>
    public GuestMemory Memory => memory;

    /// <summary>Plugs a device in.</summary>
    public void Add(IBusDevice device) => _devices.Add(device);

    /// <inheritdoc/>
    public uint ReadPort(ushort port, int width) => (uint)loop.Invoke(() => Read(isPort: true, port, width));

    /// <inheritdoc/>
    public void WritePort(ushort port, int width, uint value) => loop.Invoke(() => Write(isPort: true, port, width, value));

    /// <inheritdoc/>
    public ulong ReadRegister(ulong address, int width) => loop.Invoke(() => Read(isPort: false, address, width));

    /// <inheritdoc/>
    public void WriteRegister(ulong address, int width, ulong value) => loop.Invoke(() => Write(isPort: false, address, width, value));

    /// <inheritdoc/>
    public void Connect(IInterruptListener? listener) => _listener = listener;

    /// <inheritdoc/>
    public MessageTarget TargetOf(int vector) => new(MessageAddress, (uint)vector);

    /// <summary>Sets the level of an interrupt line.</summary>
    public void SetLine(int line, bool isRaised)
    {
        if (isRaised ? _raised.Add(line) : _raised.Remove(line)) _listener?.LineChanged(line, isRaised);
    }

    /// <summary>A device writes a message (MSI-X): a write to memory, unless the address is that of the interrupt controller.</summary>
    public void Send(MessageTarget message)
    {
        if (message.Address == MessageAddress)
        {
            if (message.Data < 2048) _listener?.MessageSent((int)message.Data);
            return;
        }
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, message.Data);
        memory.TryWrite(message.Address, bytes);
    }

    private ulong Read(bool isPort, ulong address, int width)
    {
        foreach (var device in _devices)
        {
            if (device.TryRead(isPort, address, width, out ulong value)) return value & Mask(width);
        }
        return Mask(width);
    }

    private void Write(bool isPort, ulong address, int width, ulong value)
    {
        foreach (var device in _devices)
        {
            if (device.TryWrite(isPort, address, width, value & Mask(width))) return;
        }
    }

    private static ulong Mask(int width) => width >= 8 ? ulong.MaxValue : (1UL << 8 * width) - 1;
}
