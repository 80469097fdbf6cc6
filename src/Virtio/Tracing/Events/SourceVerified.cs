using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The suite compared pages of the running guest's own RAM with what they must hold.</summary>
/// <param name="What">
/// What was compared: canaries (pages in use), hinted (pages that were hinted, against their content when DONE was shown),
/// reused (hinted pages that the guest took back and initialised), returned (pages that were deflated, against their content then), given back (inflated pages, against zeros).
/// </param>
/// <param name="Pages">How many pages were compared.</param>
/// <param name="Wrong">RAM pages that differ.</param>
public sealed record SourceVerified(string What, ulong Pages, PageSet Wrong) : TraceEvent(TraceActor.Suite)
{
    /// <summary>Inflated pages, which the device has given back to the host and which read as zero.</summary>
    public const string GivenBack = "given back";
}
