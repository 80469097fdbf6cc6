namespace Ballast.Peers.Programs;

/// <summary>How a tool ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">The lines of its standard output.</param>
/// <param name="Last">The last lines that it wrote to either stream.</param>
internal sealed record ToolResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Last)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>What it said last, or its exit code, in one line.</summary>
    public string Gist => Last.LastOrDefault(l => !string.IsNullOrWhiteSpace(l))?.Trim() ?? $"exit code {ExitCode}";
}
