using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A rule about what a vector register reads when it was written (virtio 1.4, 4.1.5.1.2.1).</summary>
internal abstract class VectorRule(ClauseId clause) : PciRule(clause)
{
    private readonly Dictionary<int, ushort> _written = [];

    protected sealed override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e)) _written.Clear();
        if (VectorsSeen.KeyOf(e, Common) is not { } key) return;
        if (e is RegisterWritten written)
        {
            _written[key] = (ushort)written.Value;
            return;
        }
        // Without MSI-X the registers are there all the same, and mean nothing.
        if (Space.Vectors is not { } vectors) return;
        ushort read = (ushort)((RegisterRead)e).Value;
        if (_written.TryGetValue(key, out ushort asked)) ReadBack(e, key, asked, read, vectors);
        else if (Common.WasReset) Unwritten(e, key, read);
    }

    /// <summary>A vector register is read that was written since the last reset.</summary>
    /// <param name="e">The read.</param>
    /// <param name="key">The event: a queue, or -1.</param>
    /// <param name="asked">The vector that was asked for.</param>
    /// <param name="read">What the register holds.</param>
    /// <param name="vectors">Number of vectors that the device reports.</param>
    protected virtual void ReadBack(TraceEvent e, int key, ushort asked, ushort read, int vectors) { }

    /// <summary>A vector register is read that nobody has written since the last reset.</summary>
    protected virtual void Unwritten(TraceEvent e, int key, ushort read) { }

    /// <summary>A vector by its number, in words.</summary>
    protected static string Name(ushort vector) => vector == CommonRegister.NoVector ? "no vector" : $"vector {vector}";
}
