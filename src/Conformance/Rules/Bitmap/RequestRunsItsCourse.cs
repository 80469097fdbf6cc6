using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>A request goes through not started, started, done and back; a poll says how it stands.</summary>
internal sealed class RequestRunsItsCourse : BitmapRule
{
    private BitmapRequestState? _state;
    private BitmapRequestState? _before;

    public override ClauseId Clause => "bitmap.state.1";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case FreePageRequestChanged { State: var state, Request: var request }:
                bool legal = (_state ?? Origin(state), state) is (BitmapRequestState.NotStarted, BitmapRequestState.Started)
                    or (BitmapRequestState.Started, BitmapRequestState.Done) or (BitmapRequestState.Started or BitmapRequestState.Done, BitmapRequestState.NotStarted);
                if (!legal) Broken(e, $"request {request} goes from {_state} to {state}");
                else if (state == BitmapRequestState.NotStarted && _state == BitmapRequestState.Done) Kept(e);
                (_before, _state) = (_state, state);
                break;
            case FreePagesPolled { Outcome: FreePagePoll.Unsupported } when Context.Life.IsUp && Context.Life.Accepts(Feature.GetFreePages):
                Broken(e, "the poll says unsupported, and bit 3 was accepted");
                break;
            case FreePagesPolled { Outcome: FreePagePoll.Done }:
                // The poll that fetches the answer ends the request; either may be told first.
                Check(e, _state is null or BitmapRequestState.Done || _before == BitmapRequestState.Done, $"the poll says done, and the request is {_state}");
                break;
            case FreePagesPolled { Outcome: FreePagePoll.Pending }:
                if (_state == BitmapRequestState.Done) Broken(e, "the poll says pending, and the answer is here");
                break;
        }
    }

    // A reset ends the request under way, with or without telling.
    protected override void Reborn(TraceEvent reset) => (_state, _before) = (null, null);

    private static BitmapRequestState Origin(BitmapRequestState state) =>
        state == BitmapRequestState.Started ? BitmapRequestState.NotStarted : BitmapRequestState.Started;
}
