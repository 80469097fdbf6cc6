using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>A rule about the legacy interface over PCI (virtio 1.4, 4.1.2.3, 4.1.4.10 and 4.1.5.1.1.1).</summary>
internal abstract class LegacyPciRule(ClauseId clause) : RegisterRule
{
    public sealed override ClauseId Clause => clause;

    /// <summary>The function, as it was known before the event.</summary>
    protected LegacyPciState Function { get; } = new();

    public sealed override void See(TraceEvent e)
    {
        switch (e)
        {
            case RegisterRead read:
                Read(read, (int)read.Offset, read.Value);
                break;
            case RegisterWritten written:
                Written(written, (int)written.Offset, written.Value);
                break;
            default:
                Other(e);
                break;
        }
        Function.Note(e);
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
}
