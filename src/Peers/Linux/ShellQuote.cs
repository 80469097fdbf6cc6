namespace Ballast.Peers.Linux;

/// <summary>Writes a text as one line that the guest's shell turns back into the text.</summary>
internal static class ShellQuote
{
    public static string OneLine(string text) =>
        $"'{text.Replace("'", "'\\''", StringComparison.Ordinal).Replace("\n", "'\"$nl\"'", StringComparison.Ordinal)}'";
}
