using System.Diagnostics.CodeAnalysis;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>Every kind of event that a trace may hold.</summary>
internal static class EventFormats
{
    private static readonly EventFormat[] All =
    [
        .. NegotiationEvents.Formats, .. ConfigurationEvents.Formats, .. QueueEvents.Formats, .. ChainEvents.Formats,
        .. MachineEvents.Formats, .. FreePageEvents.Formats, .. MigrationEvents.Formats, .. SuiteEvents.Formats, .. RingEvents.Formats,
        .. LegacyEvents.Formats, .. LifecycleEvents.Formats, .. RegisterEvents.Formats,
    ];

    private static readonly Dictionary<Type, EventFormat> ByType = All.ToDictionary(format => format.Type);

    private static readonly Dictionary<string, EventFormat> ByName = All.ToDictionary(format => format.Name, StringComparer.Ordinal);

    public static EventFormat Of(TraceEvent e) => ByType[e.GetType()];

    public static bool TryFind(string name, [NotNullWhen(true)] out EventFormat? format) => ByName.TryGetValue(name, out format);
}
