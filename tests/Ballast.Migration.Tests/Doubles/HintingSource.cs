using Ballast.Virtio.Balloon;
using Ballast.Virtio.Scheduling;

namespace Ballast.Migration.Tests.Doubles;

/// <summary>A balloon of the hint dialect whose driver hints as soon as a round is started.</summary>
internal sealed class HintingSource : IFreePageHintSource
{
    private uint _last = CommandId.First.Value - 1;

    public IEventLoop Loop { get; } = new SteppedLoop();

    public bool IsAvailable { get; set; } = true;

    public bool IsRoundEnded => false;

    public bool IsOn { get; private set; }

    /// <summary>What the driver hints in each round, by number from 1 on.</summary>
    public Action<int, IFreePageHintSink> Hints { get; set; } = (_, _) => { };

    /// <summary>What was called, in order.</summary>
    public List<string> Calls { get; } = [];

    public CommandId Start(IFreePageHintSink sink)
    {
        Assert.That(IsOn, Is.False, "a round is started within another");
        IsOn = true;
        Calls.Add("start");
        Hints((int)(++_last - CommandId.First.Value) + 1, sink);
        return new(_last);
    }

    public void Stop()
    {
        IsOn = false;
        Calls.Add("stop");
    }

    public void Done()
    {
        IsOn = false;
        Calls.Add("done");
    }
}
