using System.Text;

namespace Ballast.Peers.Adapters;

/// <summary>The end of what a program writes, bounded in lines and in their length, whatever it writes.</summary>
internal sealed class LastLines
{
    private const int MostLines = 200, LongestLine = 1024;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _line = new();

    public IReadOnlyList<string> Lines
    {
        get { lock (_gate) return _line.Length > 0 ? [.. _lines, _line.ToString()] : [.. _lines]; }
    }

    public void Append(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            foreach (char c in text)
            {
                if (c == '\n') EndLine();
                else if (_line.Length < LongestLine && c is not '\r') _line.Append(char.IsControl(c) && c != '\t' ? '?' : c);
            }
        }
    }

    private void EndLine()
    {
        _lines.Enqueue(_line.ToString());
        _line.Clear();
        if (_lines.Count > MostLines) _lines.Dequeue();
    }
}
