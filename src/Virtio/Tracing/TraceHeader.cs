using Ballast.Virtio.Balloon;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Tracing;

/// <summary>The first line of a trace file.</summary>
/// <param name="Producer">Program and version that recorded the trace.</param>
/// <param name="Viewpoint">The side on which it was recorded.</param>
/// <param name="Transport">direct, vhost-user, pci or mmio.</param>
/// <param name="Machine">Machine type, or null when unknown.</param>
/// <param name="RamSize">Bytes of RAM, or null when unknown.</param>
/// <param name="Dialect">What bit 3 and queue 3 mean.</param>
/// <param name="Numbering">How queue indices were turned into roles.</param>
public sealed record TraceHeader(
    string Producer, TraceActor Viewpoint, string Transport, string? Machine, ulong? RamSize, Dialect Dialect, QueueNumbering Numbering)
{
    /// <summary>Version of the format that this assembly writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The guest's byte order, which counts on the legacy interface only.</summary>
    public ByteOrder ByteOrder { get; init; } = ByteOrder.Little;

    /// <summary>Version of the format.</summary>
    public int Schema { get; init; } = CurrentSchema;
}
