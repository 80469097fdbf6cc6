using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>What the suite's own events of a life say; null for every other event.</summary>
internal static class LifecycleText
{
    public static (string What, string Details)? Of(TraceEvent e, Dialect dialect) => e switch
    {
        FeaturesRequired required => ("needs", required.Features.ToString(dialect)),
        ConfigurationSized sized => ("configuration", $"{sized.Size} bytes in all"),
        DriverUnbound => ("unbound", ""),
        AvailableCounted counted => ("counts", $"{TraceNames.Of(counted.Queue)}: {counted.Chains} chains made available"),
        RequestsVerified verified => ("verifies queue", $"{TraceNames.Of(verified.Queue)}: {verified.Returned} of {verified.Sent} chains came back"),
        _ => null,
    };
}
