namespace Ballast.Migration;

/// <summary>What a destination is told about a migration.</summary>
public sealed record DestinationOptions
{
    /// <summary>How long the source may keep silent.</summary>
    public TimeSpan PeerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of statistics.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
