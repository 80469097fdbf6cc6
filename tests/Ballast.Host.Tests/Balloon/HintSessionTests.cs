using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;
using static Ballast.Host.Balloon.HintInput;

namespace Ballast.Host.Tests.Balloon;

internal sealed class HintSessionTests
{
    private static readonly CommandId Five = new(5);
    private static readonly HintSession Idle = new(HintPhase.Idle, CommandId.Stop);
    private static readonly HintSession Requested = new(HintPhase.Requested, Five);
    private static readonly HintSession Started = new(HintPhase.Started, Five);

    private static IEnumerable<TestCaseData> Steps()
    {
        yield return new(Idle, new HostAsks(Five), Requested);
        yield return new(Requested, new CommandReceived(Five), Started);
        yield return new(Requested, new CommandReceived(CommandId.Stop), Requested);
        yield return new(Requested, new CommandReceived(new(4)), Requested);
        yield return new(Started, new CommandReceived(CommandId.Stop), new HintSession(HintPhase.Ended, Five));
        yield return new(Started, new CommandReceived(new(6)), new HintSession(HintPhase.Ended, Five));
        yield return new(Started, new CommandReceived(Five), new HintSession(HintPhase.Ended, Five));
        yield return new(Started, new HostStops(), new HintSession(HintPhase.Ended, CommandId.Stop));
        yield return new(Started, new HostIsDone(), new HintSession(HintPhase.Idle, CommandId.Done));
        yield return new(Started, new HostAsks(new(6)), new HintSession(HintPhase.Requested, new(6)));
        yield return new(Started, new DriverLeaves(), Idle);
        yield return new(new HintSession(HintPhase.Ended, Five), new CommandReceived(Five), new HintSession(HintPhase.Ended, Five));
    }

    [TestCaseSource(nameof(Steps))]
    public void Session_GoesOn(HintSession before, HintInput input, HintSession after) => Assert.That(before.Next(input), Is.EqualTo(after));

    [TestCase(HintPhase.Idle, false)]
    [TestCase(HintPhase.Requested, false)]
    [TestCase(HintPhase.Started, true)]
    [TestCase(HintPhase.Ended, false)]
    public void Pages_CountOnlyWithinARound(HintPhase phase, bool count) => Assert.That(new HintSession(phase, Five).AcceptsPages, Is.EqualTo(count));
}
