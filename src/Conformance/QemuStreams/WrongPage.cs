using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.QemuStreams;

/// <summary>A page that the destination of a stream does not hold as the guest left it.</summary>
/// <param name="RamOffset">Offset in RAM, which is the offset in the stream's block.</param>
/// <param name="Address">Guest-physical address.</param>
/// <param name="Clauses">The clauses that are broken by it.</param>
/// <param name="Event">Sequence number of the last event that says what it must hold, or null.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="History">All that touched it: events first, then records.</param>
public sealed record WrongPage(ulong RamOffset, ulong Address, IReadOnlyList<ClauseId> Clauses, long? Event, string What, IReadOnlyList<PageMoment> History);
