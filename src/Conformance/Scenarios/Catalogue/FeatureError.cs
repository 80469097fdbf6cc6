namespace Ballast.Conformance.Scenarios;

/// <summary>Why a feature file, or a part of it, could not be read.</summary>
/// <param name="Path">The file as the user would name it.</param>
/// <param name="Line">From 1, or 0 when it concerns the whole file.</param>
/// <param name="Column">From 1, or 0 when it concerns the whole line.</param>
/// <param name="Message">What is wrong, in one line.</param>
public sealed record FeatureError(string Path, int Line, int Column, string Message)
{
    /// <summary><c>path:line:column: message</c>.</summary>
    public override string ToString() =>
        Line == 0 ? $"{Path}: {Message}" : Column == 0 ? $"{Path}:{Line}: {Message}" : $"{Path}:{Line}:{Column}: {Message}";
}
