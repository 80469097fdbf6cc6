namespace Ballast.Virtio;

/// <summary>What one side did against a rule. Found by the other side, which goes on; never an exception.</summary>
/// <param name="Clause">Id of the clause that was broken, as in the clause tables, or the section if no clause says it.</param>
/// <param name="Message">What was seen, in one line.</param>
public sealed record Violation(string Clause, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Clause}: {Message}";
}
