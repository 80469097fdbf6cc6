using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>What the driver has been told by the interrupt line and the ISR status, and has not looked into yet.</summary>
internal sealed class InterruptCausesSeen
{
    private readonly Dictionary<(uint Offset, int Width), ulong> _configuration = [];

    /// <summary>Whether the line was raised, and the ISR status not read since.</summary>
    public bool IsRaised { get; private set; }

    /// <summary>A read of the ISR status behind an interrupt in which no bit was set; null when there was none, or something explains it.</summary>
    public TraceEvent? Unexplained { get; private set; }

    /// <summary>Whether buffers came back since the ISR status was read before.</summary>
    public bool HasUsed { get; private set; }

    /// <summary>Whether the configuration reads otherwise than before, with the event that was noted last.</summary>
    public bool ReadsOtherwise { get; private set; }

    /// <summary>Takes the next event, and the ISR status where it reads that.</summary>
    public void Note(TraceEvent e, uint? isr)
    {
        ReadsOtherwise = false;
        if (isr is { } status)
        {
            Unexplained = IsRaised && status == 0 ? e : status != 0 ? null : Unexplained;
            if (Unexplained is null) HasUsed = false;
            IsRaised = false;
            return;
        }
        switch (e)
        {
            case InterruptLineChanged { IsRaised: true }:
                IsRaised = true;
                break;
            case ChainUsed:
                HasUsed = true;
                break;
            case RegisterWritten { Space: RegisterSpace.DeviceConfiguration }:
                _configuration.Clear();
                break;
            case RegisterRead { Space: RegisterSpace.DeviceConfiguration, Offset: var offset, Width: var width, Value: var value }:
                ReadsOtherwise = _configuration.TryGetValue((offset, width), out ulong before) && before != value;
                _configuration[(offset, width)] = value;
                break;
        }
    }

    /// <summary>Something was said of the interrupt that nothing explains.</summary>
    public void Explain()
    {
        Unexplained = null;
        HasUsed = false;
    }

    /// <summary>The device was reset.</summary>
    public void Reset()
    {
        _configuration.Clear();
        IsRaised = HasUsed = ReadsOtherwise = false;
        Unexplained = null;
    }
}
