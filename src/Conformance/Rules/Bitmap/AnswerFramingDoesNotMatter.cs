using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>The host does not depend on where descriptors split the answer.</summary>
internal sealed class AnswerFramingDoesNotMatter : BitmapRule
{
    private const int UsualBuffers = 3;
    private FreePageAnswer? _split;

    public override ClauseId Clause => "bitmap.answer.2";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Content: FreePageAnswer answer, Buffers: var buffers } when Exchange is { IsAsked: true, IsGivenUp: false }:
                bool usual = buffers.Count == UsualBuffers && buffers[0].Length == sizeof(ulong) && buffers[1].Length == sizeof(ulong);
                _split = usual || Fault(answer) is not null ? null : answer;
                break;
            case FreePagesAnswered { Pages: var pages } when _split is not null:
                Check(e, _split.Pages is null || _split.Omitted > 0 || pages == _split.Pages.Pages, $"{pages} pages are taken from an answer that has {_split.Pages?.Pages}");
                _split = null;
                break;
            case FreePageRequestChanged { State: BitmapRequestState.Done } when _split is not null:
                Kept(e);
                break;
            case Refused { By: TraceActor.Device, Violation.Message: var message } when _split is not null:
                Broken(e, $"an answer that is split otherwise is refused: {message}");
                _split = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _split = null;
}
