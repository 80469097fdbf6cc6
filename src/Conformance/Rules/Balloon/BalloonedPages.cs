using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>The guest frames that a driver has given to the balloon since the last reset, as its requests say.</summary>
internal sealed class BalloonedPages
{
    // 4 GiB of balloon. A hostile driver may name any frames; beyond this nothing is judged any more.
    private const int FrameLimit = 1 << 20;
    private readonly Dictionary<ushort, List<ulong>> _requests = [];
    private readonly Dictionary<ulong, int> _inFlight = [];
    private readonly HashSet<ushort> _deflating = [];
    private readonly HashSet<ulong> _announced = [];
    private readonly HashSet<ulong> _held = [];

    /// <summary>Whether every request was told whole, so that the numbers can be trusted.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>How many frames are in the balloon, those included whose inflate request the device has only taken.</summary>
    public ulong Announced => (ulong)_announced.Count;

    /// <summary>How many frames are in the balloon.</summary>
    public ulong Held => (ulong)_held.Count;

    /// <summary>The frames in the balloon.</summary>
    public IReadOnlyCollection<ulong> HeldFrames => _held;

    /// <summary>Frames of inflate requests that the device has taken and not used.</summary>
    public IReadOnlyCollection<ulong> FramesInFlight => _inFlight.Keys;

    /// <summary>Whether an inflate request is outstanding.</summary>
    public bool IsInflating => _requests.Count > 0;

    /// <summary>Whether a deflate request is outstanding.</summary>
    public bool IsDeflating => _deflating.Count > 0;

    public bool IsHeld(ulong frame) => _held.Contains(frame);

    public bool IsInFlight(ulong frame) => _inFlight.ContainsKey(frame);

    /// <summary>How many of the frames are announced.</summary>
    public ulong CountAnnounced(IReadOnlyList<ulong> frames) => (ulong)frames.Distinct().Count(_announced.Contains);

    /// <summary>The frames of a request, as many as are worth keeping.</summary>
    public static List<ulong> FramesOf(ChainAvailable chain)
    {
        var frames = new List<ulong>();
        if (chain.Content is not PageFrames { Frames: var runs }) return frames;
        foreach (var run in runs)
        {
            for (ulong i = 0; i < run.Count; i++)
            {
                if (frames.Count == FrameLimit) return frames;
                frames.Add(run.First + i);
            }
        }
        return frames;
    }

    public void Note(TraceEvent e)
    {
        if (e is ChainAvailable { Queue: BalloonQueue.Deflate, Head: var taken }) _deflating.Add(taken);
        else if (e is ChainUsed { Queue: BalloonQueue.Deflate, Head: var returned }) _deflating.Remove(returned);
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.Inflate or BalloonQueue.Deflate, Content: not PageFrames { Omitted: 0 } }:
                IsExact = false;
                break;
            case ChainAvailable { Queue: BalloonQueue.Inflate } chain:
                Inflate(chain);
                break;
            case ChainUsed { Queue: BalloonQueue.Inflate, Head: var head } when _requests.Remove(head, out var done):
                foreach (ulong frame in done)
                {
                    if (--_inFlight[frame] == 0) _inFlight.Remove(frame);
                    if (_announced.Contains(frame)) _held.Add(frame);
                }
                break;
            case ChainAvailable { Queue: BalloonQueue.Deflate } chain:
                foreach (ulong frame in FramesOf(chain))
                {
                    _announced.Remove(frame);
                    _held.Remove(frame);
                }
                break;
        }
    }

    private void Inflate(ChainAvailable chain)
    {
        var frames = FramesOf(chain);
        if (_announced.Count + frames.Count > FrameLimit || !_requests.TryAdd(chain.Head, frames))
        {
            IsExact = false;
            return;
        }
        foreach (ulong frame in frames)
        {
            _announced.Add(frame);
            _inFlight[frame] = _inFlight.GetValueOrDefault(frame) + 1;
        }
    }
}
