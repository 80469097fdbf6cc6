namespace Ballast.Conformance.QemuStreams;

/// <summary>Something that touched a page: an event of the trace, or a record of the stream. The two have no common clock.</summary>
/// <param name="Event">Sequence number of the event, or null for a record.</param>
/// <param name="Position">Byte of the stream at which the record begins, or null for an event.</param>
/// <param name="What">What happened.</param>
public sealed record PageMoment(long? Event, long? Position, string What);
