using Ballast.Virtio.Scheduling;

namespace Ballast.Virtio.Tests.Scheduling;

internal sealed class ThreadedLoopTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private ThreadedLoop _loop = null!;

    [SetUp]
    public void SetUp() => _loop = new("loop");

    [TearDown]
    public void TearDown() => _loop.Dispose();

    [Test]
    public void Work_RunsInOrder_OnOneThread()
    {
        var done = new List<(int, int)>();
        for (int i = 0; i < 100; i++)
        {
            int number = i;
            _loop.Post(() => done.Add((number, Environment.CurrentManagedThreadId)));
        }
        int thread = _loop.Invoke(() => Environment.CurrentManagedThreadId);

        Assert.That(done, Is.EqualTo(Enumerable.Range(0, 100).Select(i => (i, thread))));
    }

    [Test]
    public void InvokeOnTheLoop_RunsAtOnce() => Assert.That(_loop.Invoke(() => _loop.Invoke(() => 7)), Is.EqualTo(7));

    [Test]
    public void Failure_ReachesWhoInvoked_AndTheLoopGoesOn()
    {
        Assert.That(() => _loop.Invoke<int>(() => throw new FormatException("no")), Throws.InstanceOf<FormatException>());
        Assert.That(_loop.Invoke(() => 1), Is.EqualTo(1));
    }

    [Test]
    public void Wait_EndsWithTheWorkThatMakesItHold()
    {
        int count = 0;
        for (int i = 0; i < 10; i++) _loop.Post(() => count++);

        Assert.That(_loop.WaitFor(() => count == 10, Deadline), Is.True);
    }

    [Test]
    public void Wait_OverItsTime_IsFalse() => Assert.That(_loop.WaitFor(() => false, TimeSpan.FromMilliseconds(1)), Is.False);

    [Test]
    public void CancelledWait_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        _loop.Post(cancellation.Cancel);

        Assert.That(() => _loop.WaitFor(() => false, Deadline, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void WaitOnALoopThatEnds_IsFalseAtOnce()
    {
        using var looked = new ManualResetEventSlim();
        var waiting = Task.Run(() => _loop.WaitFor(() =>
        {
            looked.Set();
            return false;
        }, Timeout.InfiniteTimeSpan));
        Assert.That(looked.Wait(Deadline), Is.True);

        _loop.Dispose();

        Assert.That(waiting.Wait(Deadline) && !waiting.Result, Is.True);
    }

    [Test]
    public void LoopThatHasEnded_TakesNoMoreWork()
    {
        _loop.Dispose();

        _loop.Post(() => Assert.Fail("the loop has ended"));
        Assert.That(() => _loop.Invoke(() => 1), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(_loop.WaitFor(() => true, Deadline), Is.False);
    }

    [Test]
    public void LoopThatEndsItself_DoesNotWaitForItself()
    {
        var ended = Task.Run(() => _loop.Invoke(() =>
        {
            _loop.Dispose();
            return true;
        }));

        Assert.That(ended.Wait(Deadline), Is.True);
    }
}
