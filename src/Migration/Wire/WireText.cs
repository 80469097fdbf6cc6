using System.Text;

namespace Ballast.Migration.Wire;

/// <summary>Reasons as they go over the wire: UTF-8, one line, not long.</summary>
internal static class WireText
{
    public static byte[] Encode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(OneLine(text));
        if (bytes.Length <= StreamFormat.MaxTextBytes) return bytes;
        int end = StreamFormat.MaxTextBytes;
        while ((bytes[end] & 0xC0) == 0x80) end--;
        return bytes[..end];
    }

    // The other side may send anything, a terminal's escape sequences included.
    public static string Decode(ReadOnlySpan<byte> bytes) => OneLine(Encoding.UTF8.GetString(bytes));

    private static string OneLine(string text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            for (int i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
}
