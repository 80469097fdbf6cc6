using Ballast.Conformance.Migrations;
using Ballast.Virtio.Scheduling;

namespace Ballast.Conformance.Tests.Migrations;

public sealed class ObserverClockTests
{
    [Test]
    public void WorkOfTheObserver_IsNotCounted()
    {
        var time = new VirtualTime();
        var clock = new ObserverClock(time);
        long before = clock.GetTimestamp();

        time.Advance(TimeSpan.FromMilliseconds(5));
        clock.Exclude(() => time.Advance(TimeSpan.FromMilliseconds(20)));
        time.Advance(TimeSpan.FromMilliseconds(3));

        Assert.That(clock.Excluded, Is.EqualTo(TimeSpan.FromMilliseconds(20)));
        Assert.That(clock.GetElapsedTime(before), Is.EqualTo(TimeSpan.FromMilliseconds(8)));
    }
}
