using Ballast.Conformance.Clauses;
using Ballast.Conformance.Verdicts;

namespace Ballast.Conformance.Matrix;

/// <summary>Something in which an implementation deviates, or that it was not proven to keep.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Clauses">The clauses that it is about.</param>
/// <param name="Scenarios">How many scenarios show it.</param>
/// <param name="Reason">What the first of them says, in one line.</param>
/// <param name="Command">The command line that runs that one again.</param>
public sealed record MatrixDeviation(string Run, Verdict Verdict, IReadOnlyList<ClauseId> Clauses, int Scenarios, string? Reason, string Command);
