using Ballast.Conformance.Migrations;

namespace Ballast.Conformance.Tests.Migrations;

public sealed class ObserverClockTests
{
    [Test]
    public void WorkOfTheObserver_IsNotCounted()
    {
        var clock = new ObserverClock();
        long before = clock.GetTimestamp(), real = TimeProvider.System.GetTimestamp();

        clock.Exclude(() => SpinWait.SpinUntil(() => TimeProvider.System.GetElapsedTime(real) > TimeSpan.FromMilliseconds(20)));

        Assert.That(clock.Excluded, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(15)));
        Assert.That(clock.GetElapsedTime(before), Is.LessThanOrEqualTo(TimeProvider.System.GetElapsedTime(real) - clock.Excluded));
    }
}
