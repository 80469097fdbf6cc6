using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;

namespace Ballast.Migration.Tests.Doubles;

/// <summary>A balloon of the bitmap dialect that gives the answer it was told, when asked, on a loop with virtual time.</summary>
internal sealed class AnsweringSource(ulong ramPages) : IFreePageBitmapSource
{
    private ulong[]? _answer;
    private bool _isAsked;

    public SteppedLoop Stepped { get; } = new();

    public IEventLoop Loop => Stepped;

    public bool IsSupported { get; set; } = true;

    public bool IsSilent { get; set; }

    public PageSet Free { get; set; } = PageSet.Empty;

    /// <summary>What happens in the guest between the question and the answer.</summary>
    public Action Meanwhile { get; set; } = () => { };

    public int Requests { get; private set; }

    public int GivenUp { get; private set; }

    public FreePagePoll Poll(out ulong[]? free)
    {
        free = null;
        if (!IsSupported) return FreePagePoll.Unsupported;
        if (!_isAsked)
        {
            _isAsked = true;
            Requests++;
            if (!IsSilent) Stepped.Post(Answer);
        }
        if (_answer is null) return FreePagePoll.Pending;
        (free, _answer, _isAsked) = (_answer, null, false);
        return FreePagePoll.Done;
    }

    public void GiveUp()
    {
        GivenUp++;
        (_answer, _isAsked) = (null, false);
    }

    private void Answer()
    {
        var words = new ulong[(ramPages + 63) / 64];
        foreach (var run in Free)
        {
            for (ulong page = run.First; page < run.End; page++) words[page / 64] |= 1UL << (int)(page % 64);
        }
        Meanwhile();
        _answer = words;
    }
}
