using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

/// <summary>Reads 32-bit fields out of accesses of any width.</summary>
internal static class ConfigurationFields
{
    private const int FieldWidth = 4;

    /// <summary>The value of the field at an offset, when the event reads it whole.</summary>
    public static uint? Read(TraceEvent e, int field) =>
        e is ConfigurationRead { Offset: var offset, Value: var value, Width: var width } ? Extract(offset, value, width, field) : null;

    /// <summary>The value of the field at an offset, when the event writes it whole.</summary>
    public static uint? Written(TraceEvent e, int field) =>
        e is ConfigurationWritten { Offset: var offset, Value: var value, Width: var width } ? Extract(offset, value, width, field) : null;

    /// <summary>The value of the field at an offset after the event has written any byte of it; null when it writes none.</summary>
    public static uint? Merged(TraceEvent e, int field, uint before)
    {
        if (e is not ConfigurationWritten { Offset: var offset, Value: var value } || !Touches(e, field, field + FieldWidth)) return null;
        for (int i = 0; i < FieldWidth; i++)
        {
            int place = field + i - offset;
            if (place < 0 || place >= Math.Min(8, ((ConfigurationWritten)e).Width)) continue;
            before = before & ~(0xffu << (8 * i)) | (uint)(value >> (8 * place) & 0xff) << (8 * i);
        }
        return before;
    }

    /// <summary>Whether the event reads or writes any byte from one offset up to another.</summary>
    public static bool Touches(TraceEvent e, int from, int to) => e switch
    {
        ConfigurationRead { Offset: var offset, Width: var width } => offset < to && (long)offset + width > from,
        ConfigurationWritten { Offset: var offset, Width: var width } => offset < to && (long)offset + width > from,
        _ => false,
    };

    private static uint? Extract(int offset, ulong value, int width, int field) =>
        field >= offset && (long)offset + width >= field + FieldWidth && field - offset <= 4 ? (uint)(value >> (8 * (field - offset))) : null;
}
