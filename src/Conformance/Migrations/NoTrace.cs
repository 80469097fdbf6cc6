using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Migrations;

/// <summary>Keeps nothing: a measured migration has no trace.</summary>
internal sealed class NoTrace : ITraceSink
{
    public static NoTrace Instance { get; } = new();

    public void Record(TraceEvent e)
    {
    }
}
