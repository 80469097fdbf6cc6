using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>An event and how many like it are not shown.</summary>
internal sealed class FoldedRun(TraceEvent first)
{
    private ulong _more;
    private ulong _bytes;

    public TraceEvent First => first;

    /// <summary>What stands behind the line of the first event: empty when there are no others.</summary>
    public string Note => (_more, _bytes) switch
    {
        (0, _) => "",
        (_, 0) => $"        ({_more} more)",
        _ => $"        ({_more} more block{(_more == 1 ? "" : "s")}, {ByteCount.ToText(_bytes)})",
    };

    public void Add(TraceEvent e)
    {
        _more++;
        _bytes += e switch
        {
            ChainAvailable { Content: FreeBlock block } => block.Bytes,
            PagesHinted hinted => hinted.Length,
            _ => 0,
        };
    }
}
