namespace Ballast.Virtio.Tracing;

/// <summary>Why a trace file was refused.</summary>
/// <param name="Line">Number of the line, from 1 on.</param>
/// <param name="Reason">What is wrong with it, in one line.</param>
public sealed record TraceFault(long Line, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line}: {Reason}";
}
