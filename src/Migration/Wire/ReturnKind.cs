namespace Ballast.Migration.Wire;

/// <summary>What the destination says on the way back.</summary>
public enum ReturnKind : ushort
{
    /// <summary>The header fits: send.</summary>
    Accepted = 1,

    /// <summary>The header does not fit, for the reason that follows.</summary>
    Refused = 2,

    /// <summary>Everything is here and right.</summary>
    Complete = 3,

    /// <summary>The destination gave up, for the reason that follows.</summary>
    Failed = 4,
}
