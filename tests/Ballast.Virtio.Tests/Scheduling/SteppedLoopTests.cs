using Ballast.Virtio.Scheduling;

namespace Ballast.Virtio.Tests.Scheduling;

internal sealed class SteppedLoopTests
{
    private readonly SteppedLoop _loop = new();

    [Test]
    public void PostedWork_RunsInOrder_AndOnlyWhenSomebodyWaits()
    {
        var done = new List<int>();
        _loop.Post(() =>
        {
            _loop.Post(() => done.Add(3));
            done.Add(1);
        });
        _loop.Post(() => done.Add(2));
        Assert.That(done, Is.Empty);

        _loop.RunUntilIdle();

        Assert.That(done, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void Wait_ThatNothingEnds_TakesExactlyItsTime()
    {
        long start = _loop.Time.GetTimestamp();

        Assert.That(_loop.WaitFor(() => false, TimeSpan.FromSeconds(5)), Is.False);
        Assert.That(_loop.Time.GetElapsedTime(start), Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Wait_ThatWorkEnds_EndsThere()
    {
        bool done = false;
        _loop.Post(() => done = true);
        _loop.Post(() => Assert.Fail("the wait was over"));

        Assert.That(_loop.WaitFor(() => done, TimeSpan.FromSeconds(5)), Is.True);
    }

    [Test]
    public void CancelledWait_Throws() =>
        Assert.That(() => _loop.WaitFor(() => false, TimeSpan.MaxValue, new(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void SidesThatKeepEachOtherBusy_AreStopped()
    {
        void Again() => _loop.Post(Again);
        Again();

        Assert.That(_loop.RunUntilIdle, Throws.InvalidOperationException);
    }
}
