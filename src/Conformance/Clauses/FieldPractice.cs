namespace Ballast.Conformance.Clauses;

/// <summary>What somebody does about a clause in the field, kept or broken.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Who">An implementation, or the specification itself where its text is at odds.</param>
/// <param name="Practice">What they do, as a verb phrase: "QEMU" "skips tags that it does not know".</param>
/// <param name="Link">Where to read more.</param>
public sealed record FieldPractice(ClauseId Clause, string Who, string Practice, string Link)
{
    /// <summary>Who does what, in one line.</summary>
    public override string ToString() => $"{Who} {Practice}";
}
