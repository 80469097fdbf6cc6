using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A rule about virtio over PCI (virtio 1.4, 4.1), which goes by the registers that the driver reads and writes.</summary>
internal abstract class PciRule(ClauseId clause) : RegisterRule
{
    private bool _hasRegisters;

    public sealed override ClauseId Clause => clause;

    /// <summary>The configuration space, as it is known with the event that is looked at.</summary>
    protected ConfigurationSpaceSeen Space { get; } = new();

    /// <summary>Common configuration, as it is known with the event that is looked at.</summary>
    protected CommonRegistersSeen Common { get; } = new();

    public sealed override void See(TraceEvent e)
    {
        // Most traces have no registers at all.
        _hasRegisters |= e is RegisterRead or RegisterWritten;
        if (!_hasRegisters) return;
        Space.Note(e);
        Common.Note(e);
        Watch(e);
    }

    /// <summary>Takes the next event.</summary>
    protected abstract void Watch(TraceEvent e);

    /// <summary>Whether the event reads the configuration space.</summary>
    protected static bool IsConfigurationRead(TraceEvent e) => e is RegisterRead { Space: RegisterSpace.PciConfiguration };

    /// <summary>Whether the event reads a register of common configuration in its own width.</summary>
    protected static bool IsRead(TraceEvent e, int register, int width, out uint value)
    {
        bool isIt = e is RegisterRead { Space: RegisterSpace.Common } read && read.Offset == register && read.Width == width;
        value = isIt ? (uint)((RegisterRead)e).Value : 0;
        return isIt;
    }

    /// <summary>Whether the event writes a register of common configuration.</summary>
    protected static bool IsWritten(TraceEvent e, int register, out uint value)
    {
        bool isIt = e is RegisterWritten { Space: RegisterSpace.Common } written && written.Offset == register;
        value = isIt ? (uint)((RegisterWritten)e).Value : 0;
        return isIt;
    }

    /// <summary>Whether the event reads the ISR status.</summary>
    protected static bool IsIsrRead(TraceEvent e, out uint value)
    {
        bool isIt = e is RegisterRead { Space: RegisterSpace.Isr, Offset: 0 };
        value = isIt ? (uint)((RegisterRead)e).Value : 0;
        return isIt;
    }
}
