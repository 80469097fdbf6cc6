using System.Globalization;

namespace Ballast.Virtio.Memory;

/// <summary>What a page holds, in 128 bits: XXH128 of its 4096 bytes. Two pages of the same digest count as equal.</summary>
/// <param name="Value">The digest.</param>
public readonly record struct PageDigest(UInt128 Value)
{
    private const int Digits = 32;

    /// <summary>The digest of a page of zeros.</summary>
    public static PageDigest Zero { get; } = new(new UInt128(0x3ee8dc4f9e7ee495, 0x93d76fe148c689ba));

    /// <summary>Reads 32 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PageDigest digest)
    {
        bool isOne = text.Length == Digits & UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        digest = isOne ? new(value) : default;
        return isOne;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
