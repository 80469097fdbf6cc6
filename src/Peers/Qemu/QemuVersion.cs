namespace Ballast.Peers.Qemu;

/// <summary>Reads the version out of what QEMU says of itself: <c>QEMU emulator version 7.2.22 (…)</c>.</summary>
internal static class QemuVersion
{
    private const string Before = "QEMU emulator version ";
    private const int Longest = 32;

    public static string? Parse(string? answer)
    {
        if (answer is null || !answer.StartsWith(Before, StringComparison.Ordinal))
            return null;
        var rest = answer.AsSpan(Before.Length);
        var end = rest.IndexOfAny(' ', '\n');
        var version = end < 0 ? rest : rest[..end];
        return version.Length is > 0 and < Longest && char.IsAsciiDigit(version[0]) && !version.ContainsAnyExceptInRange('!', '~')
            ? version.ToString()
            : null;
    }
}
