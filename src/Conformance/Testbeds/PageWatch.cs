using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// The pages that a driver under test names on inflateq, deflateq and reporting_vq, and what they held when the device took
/// them and when it used them. Looks on from where events are recorded.
/// </summary>
public sealed class PageWatch
{
    // Enough to see whether somebody writes to them; a guest may report gigabytes.
    private const int MostPages = 1024;

    private readonly Testbed _bed;
    private readonly Lock _gate = new();
    private readonly Dictionary<(BalloonQueue Queue, ushort Head), PageSet> _taken = [];
    private readonly List<PageSnapshot> _reported = [];
    private PageSet _deflated = PageSet.Empty;
    private int _looked;

    /// <summary>Looks on from now.</summary>
    public PageWatch(Testbed bed, TraceRecorder trace)
    {
        _bed = bed;
        trace.Recorded += Note;
    }

    /// <summary>Guest frames of buffers that the device has taken and not used.</summary>
    public PageSet Outstanding(BalloonQueue queue)
    {
        lock (_gate)
        {
            return PageSet.Of(_taken.Where(t => t.Key.Queue == queue).SelectMany(t => t.Value));
        }
    }

    /// <summary>Guest frames that were deflated with a buffer that the device has used.</summary>
    public PageSet Deflated
    {
        get
        {
            lock (_gate) return _deflated;
        }
    }

    /// <summary>What reported pages held when the device used their buffers, the first few.</summary>
    public IReadOnlyList<PageSnapshot> Reported
    {
        get
        {
            lock (_gate) return [.. _reported];
        }
    }

    private void Note(TraceEvent e)
    {
        if (e is not (ChainAvailable or ChainUsed)) return;
        lock (_gate)
        {
            switch (e)
            {
                case ChainAvailable { Queue: BalloonQueue.Inflate or BalloonQueue.Deflate, Content: PageFrames frames } chain:
                    _taken[(chain.Queue, chain.Head)] = PageSet.Of(frames.Frames);
                    break;
                case ChainAvailable { Queue: BalloonQueue.Reporting } chain:
                    _taken[(chain.Queue, chain.Head)] = PageSet.Of(chain.Buffers.Select(b => new PageRun(b.Address >> PageRun.PageShift, b.Length >> PageRun.PageShift)));
                    break;
                case ChainUsed used when _taken.Remove((used.Queue, used.Head), out var pages):
                    NoteUsed(used.Queue, pages);
                    break;
            }
        }
    }

    private void NoteUsed(BalloonQueue queue, PageSet pages)
    {
        if (queue == BalloonQueue.Deflate) _deflated = _deflated.Union(pages);
        if (queue != BalloonQueue.Reporting || _looked >= MostPages) return;
        var snapshot = new PageSnapshot(_bed.CommonMemory, pages, MostPages - _looked);
        _looked += (int)snapshot.Pages;
        _reported.Add(snapshot);
    }
}
