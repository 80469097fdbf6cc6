using System.Text;

namespace Ballast.Peers.Linux;

/// <summary>The kernel's messages, line by line. Keeps the latest and bounds their number and length, whatever the
/// guest prints.</summary>
internal sealed class ConsoleLog
{
    private const int MostLines = 2000;
    private const int LongestLine = 1024;
    private const int LastWords = 40;
    private const string PanicMark = "Kernel panic - ";

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _line = new();
    private string? _panic;

    public string? Panic
    {
        get { lock (_lock) return _panic; }
    }

    public IReadOnlyList<string> Lines
    {
        get { lock (_lock) return [.. _lines]; }
    }

    public IReadOnlyList<string> Last
    {
        get { lock (_lock) return [.. _line.Length > 0 ? _lines.Append(_line.ToString()).TakeLast(LastWords) : _lines.TakeLast(LastWords)]; }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (var b in bytes)
            {
                if (b == '\n')
                    EndLine();
                else if (b is not (byte)'\r' && _line.Length < LongestLine)
                    _line.Append(b is >= 0x20 and < 0x7F or (byte)'\t' ? (char)b : '?');
            }
        }
    }

    private void EndLine()
    {
        var line = _line.ToString();
        _line.Clear();
        if (line.Length == 0)
            return;
        var panic = line.IndexOf(PanicMark, StringComparison.Ordinal);
        if (panic >= 0)
            _panic ??= line[(panic + PanicMark.Length)..];
        _lines.Enqueue(line);
        if (_lines.Count > MostLines)
            _lines.Dequeue();
    }
}
