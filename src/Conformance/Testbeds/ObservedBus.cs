using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A machine's bus on which the suite looks on: each access to a register of the device under test, or of the driver's
/// counterpart, becomes an event of the trace, and so does each interrupt.
/// </summary>
/// <param name="bus">The bus itself.</param>
/// <param name="map">Which registers there are.</param>
/// <param name="trace">Where events go.</param>
/// <param name="isOurs">Whether an interrupt line is the device's; null where there is no other.</param>
internal sealed class ObservedBus(IMachineBus bus, IRegisterMap map, ITraceSink trace, Func<int, bool>? isOurs = null) : IMachineBus
{
    private int _aside;

    /// <summary>Whether somebody does something about interrupts.</summary>
    public bool IsHeeded { get; private set; }

    /// <summary>Until the result is disposed of, nothing is noted.</summary>
    public IDisposable LookAside()
    {
        Interlocked.Increment(ref _aside);
        return new Aside(this);
    }

    public GuestMemory Memory => bus.Memory;

    public uint ReadPort(ushort port, int width)
    {
        uint value = bus.ReadPort(port, width);
        if (map.Find(isPort: true, port) is { } place) Note(new RegisterRead(place.Space, place.Offset, width, value));
        return value;
    }

    public void WritePort(ushort port, int width, uint value)
    {
        if (map.Find(isPort: true, port) is { } place) Note(new RegisterWritten(place.Space, place.Offset, width, value));
        bus.WritePort(port, width, value);
        map.Written(isPort: true, port, width, value);
    }

    public ulong ReadRegister(ulong address, int width)
    {
        ulong value = bus.ReadRegister(address, width);
        if (map.Find(isPort: false, address) is { } place) Note(new RegisterRead(place.Space, place.Offset, width, value));
        return value;
    }

    public void WriteRegister(ulong address, int width, ulong value)
    {
        if (map.Find(isPort: false, address) is { } place) Note(new RegisterWritten(place.Space, place.Offset, width, value));
        bus.WriteRegister(address, width, value);
    }

    private void Note(TraceEvent e)
    {
        if (Volatile.Read(ref _aside) == 0) trace.Record(e);
    }

    public void Connect(IInterruptListener? listener)
    {
        IsHeeded = listener is not (null or UnheededInterrupts);
        bus.Connect(listener is null ? null : new Observed(listener, trace, isOurs));
    }

    public MessageTarget TargetOf(int vector) => bus.TargetOf(vector);

    private sealed class Observed(IInterruptListener listener, ITraceSink trace, Func<int, bool>? isOurs) : IInterruptListener
    {
        public void LineChanged(int line, bool isRaised)
        {
            if (isOurs?.Invoke(line) == false) return;
            trace.Record(new InterruptLineChanged(line, isRaised));
            listener.LineChanged(line, isRaised);
        }

        public void MessageSent(int vector)
        {
            trace.Record(new InterruptMessageSent(vector));
            listener.MessageSent(vector);
        }
    }

    private sealed class Aside(ObservedBus bus) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref bus._aside);
    }
}
