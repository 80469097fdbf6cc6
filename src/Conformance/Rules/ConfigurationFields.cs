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
