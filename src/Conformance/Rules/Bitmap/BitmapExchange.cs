using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>What has gone over the free page queue in the bitmap dialect since the last reset, and how the host stands to it.</summary>
internal sealed class BitmapExchange
{
    /// <summary>Bytes of the request: lowmem as a 64-bit number (bitmap.request.1).</summary>
    public const int RequestBytes = 8;

    private readonly HashSet<ushort> _primed = [];
    private readonly HashSet<ushort> _answers = [];

    /// <summary>Whether the guest was asked over the wire and has not answered.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Whether the host has given up the request that the guest has not answered.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Whether the device holds a primed buffer.</summary>
    public bool IsPrimed => _primed.Count > 0;

    /// <summary>How many primed buffers the device holds.</summary>
    public int PrimedBuffers => _primed.Count;

    /// <summary>Whether the device has an answer that it has not returned.</summary>
    public bool HoldsAnswer => _answers.Count > 0;

    /// <summary>State of the host's request, when the trace tells.</summary>
    public BitmapRequestState? State { get; private set; }

    /// <summary>Whether the chain that was used is a primed buffer: a request.</summary>
    public bool IsRequest(ChainUsed used) => used.Queue == BalloonQueue.FreePage && _primed.Contains(used.Head) && Carries(used);

    /// <summary>Whether the chain that was used is an answer.</summary>
    public bool IsAnswer(ChainUsed used) => used.Queue == BalloonQueue.FreePage && _answers.Contains(used.Head);

    /// <summary>Whether a chain is an answer, however malformed: the device can only read it.</summary>
    public static bool IsAnswer(ChainAvailable chain) =>
        chain.Queue == BalloonQueue.FreePage && chain.Content is not PrimedBuffer && chain.Buffers.Any(b => !b.IsDeviceWritable);

    // A buffer that is returned empty was not wanted.
    private static bool Carries(ChainUsed used) => used.Length > 0 || used.Content is not null;

    public void Note(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage } chain when IsAnswer(chain):
                _answers.Add(chain.Head);
                (IsAsked, IsGivenUp) = (false, false);
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Head: var head }:
                _primed.Add(head);
                break;
            case ChainUsed { Queue: BalloonQueue.FreePage, Head: var head }:
                if (_primed.Remove(head) && Carries((ChainUsed)e)) IsAsked = true;
                _answers.Remove(head);
                break;
            case FreePageRequestChanged { State: var state }:
                if (state == BitmapRequestState.NotStarted && State == BitmapRequestState.Started) IsGivenUp = IsAsked;
                State = state;
                break;
            case FreePagesGivenUp:
                IsGivenUp = IsAsked;
                break;
        }
    }
}
