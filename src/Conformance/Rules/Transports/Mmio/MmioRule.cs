using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A rule about the registers of a virtio-mmio device (virtio 1.4, 4.2).</summary>
internal abstract class MmioRule(ClauseId clause) : RegisterRule
{
    // A trace of registers that begins in the middle of things says nothing of how they began.
    private bool? _beganEarly;

    public sealed override ClauseId Clause => clause;

    /// <summary>The registers, as they were before the event.</summary>
    protected MmioState Registers { get; } = new();

    /// <summary>Whether the first access to a register came before anything else that a driver does.</summary>
    protected bool BeganEarly => _beganEarly == true;

    public sealed override void See(TraceEvent e)
    {
        switch (e)
        {
            case RegisterRead { Space: RegisterSpace.Mmio } read:
                Begin();
                Read(read, (int)read.Offset, read.Value);
                break;
            case RegisterWritten { Space: RegisterSpace.Mmio } written:
                Begin();
                Written(written, (int)written.Offset, written.Value);
                break;
            default:
                Other(e);
                break;
        }
        Registers.Note(e);
    }

    /// <summary>A register was read.</summary>
    protected virtual void Read(RegisterRead read, int register, ulong value)
    {
    }

    /// <summary>A register is written.</summary>
    protected virtual void Written(RegisterWritten written, int register, ulong value)
    {
    }

    /// <summary>Anything else has happened.</summary>
    protected virtual void Other(TraceEvent e)
    {
    }

    /// <summary>A register for a message.</summary>
    protected static string At(int register) => $"0x{register:x3}";

    private void Begin() => _beganEarly ??= Context.Life is { ShowsStatus: false, QueueUsed: false };
}
