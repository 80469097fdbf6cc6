using Ballast.Guest.Driver;

namespace Ballast.Guest;

/// <summary>What a reference guest is like.</summary>
public sealed record ReferenceGuestOptions
{
    /// <summary>Seed of contents, of places and of everything else that is left to chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether memory is taken from places all over RAM, as in a guest that has run for a while, rather than from the lowest address on.</summary>
    public bool SpreadsMemory { get; init; } = true;

    /// <summary>What its balloon driver is like.</summary>
    public BalloonDriverOptions Driver { get; init; } = new();

    /// <summary>How its balloon driver decides.</summary>
    public DriverDecisions Decisions { get; init; } = new();
}
