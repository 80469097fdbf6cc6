namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>Which part of RAM a rule looks at.</summary>
internal enum RamPart
{
    /// <summary>RAM below 4 GiB, where frames and RAM pages have the same numbers.</summary>
    Low,

    /// <summary>RAM from 4 GiB on, where they differ by the hole.</summary>
    High,

    /// <summary>Both.</summary>
    All,
}
