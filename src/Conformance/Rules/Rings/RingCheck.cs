namespace Ballast.Conformance.Rules.Rings;

/// <summary>What the suite looks at in a ring, as <see cref="Virtio.Tracing.Events.RingVerified"/> names it.</summary>
internal static class RingCheck
{
    /// <summary>Descriptors that the driver made available, against what they were then.</summary>
    public const string Exposed = "exposed descriptors";

    /// <summary>The descriptor table of a split ring, for writes of the device.</summary>
    public const string Table = "descriptor table";

    /// <summary>Device-readable buffers, against what they held when they were made available.</summary>
    public const string Readable = "readable buffers";

    /// <summary>Entries of a split used ring at the moment when the index shows them.</summary>
    public const string Shown = "shown entries";

    /// <summary>Descriptors that the device took from a packed ring: whether they were available.</summary>
    public const string Taken = "taken descriptors";

    /// <summary>Used descriptors of a packed ring: whether each is at its place, with its id.</summary>
    public const string Returned = "returned descriptors";

    /// <summary>Used descriptors of a packed ring, for writes of the device after it returned them.</summary>
    public const string Closed = "closed descriptors";
}
