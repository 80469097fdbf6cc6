namespace Ballast.Conformance.Scenarios;

/// <summary>What came of a hook around the whole run.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Exception">What it threw, or null.</param>
/// <param name="Attachments">What it left for the report.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Duration">How long it took.</param>
public sealed record RunHookResult(
    HookBinding Hook, Exception? Exception, IReadOnlyList<Attachment> Attachments, DateTimeOffset StartedAt, TimeSpan Duration);
