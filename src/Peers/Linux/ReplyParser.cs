using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Ballast.Peers.Linux;

/// <summary>Cuts the answers of the guest's <c>/init</c> out of its console: output, then RS, token, space, exit status,
/// line feed. What comes between answers belongs to nobody and is dropped.</summary>
internal sealed class ReplyParser(int longestOutput)
{
    private const int LongestStatus = 4;

    private readonly List<byte> _pending = [];
    private byte[]? _mark;
    private int _searched;
    private bool _overflowed;

    /// <summary>Whether an answer is awaited.</summary>
    public bool IsExpecting => _mark is not null;

    /// <summary>From here on everything is output, up to the mark with <paramref name="token"/>.</summary>
    public void Expect(string token)
    {
        _mark = System.Text.Encoding.ASCII.GetBytes($"\u001e{token} ");
        _pending.Clear();
        _searched = 0;
        _overflowed = false;
    }

    /// <summary>Takes in what the console said; true when it completes the answer.</summary>
    public bool TryRead(ReadOnlySpan<byte> said, out ParsedReply reply)
    {
        reply = default;
        if (_mark is null)
            return false;

        _pending.AddRange(said);
        while (true)
        {
            var bytes = CollectionsMarshal.AsSpan(_pending);
            var found = bytes[_searched..].IndexOf(_mark);
            if (found < 0)
            {
                KeepTail(_mark.Length - 1);
                return false;
            }

            var output = _searched + found;
            var status = bytes[(output + _mark.Length)..];
            var end = status.IndexOf((byte)'\n');
            if (end < 0 && status.Length < LongestStatus)
            {
                _searched = output;
                return false;
            }

            if (end >= 0 && Utf8Parser.TryParse(status[..end], out byte code, out var digits) && digits == end)
            {
                reply = new ParsedReply(code, bytes[..output].ToArray(), _overflowed);
                _mark = null;
                _pending.Clear();
                return true;
            }

            _searched = output + 1;
        }
    }

    private void KeepTail(int tail)
    {
        if (_pending.Count > longestOutput + tail)
        {
            _overflowed = true;
            _pending.RemoveRange(0, _pending.Count - tail);
        }

        _searched = Math.Max(0, _pending.Count - tail);
    }
}
