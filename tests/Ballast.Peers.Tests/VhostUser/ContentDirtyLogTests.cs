using Ballast.Peers.VhostUser.Memory;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.Tests.VhostUser;

public class ContentDirtyLogTests
{
    private const int Pages = 130;

    [Test]
    public void WrittenPages_AreFoundOnceEach() => Run((ram, log) =>
    {
        log.Start();
        ram()[3 * PageRun.PageSize + 17] = 1;
        ram()[129 * PageRun.PageSize] = 1;

        Assert.That(Synchronise(log), Is.EqualTo(new[] { 3, 129 }));
        Assert.That(Synchronise(log), Is.Empty);
    });

    [Test]
    public void PageSentWhileItWasOther_IsFoundThoughItIsAsBefore() => Run((ram, log) =>
    {
        log.Start();
        var sent = new byte[PageRun.PageSize];
        sent[0] = 9;
        ((ISentPages)log).Sent(5 * PageRun.PageSize, sent);

        Assert.That(Synchronise(log), Is.EqualTo(new[] { 5 }));
    });

    [Test]
    public void PageSentAsItIs_IsNotFoundAgain() => Run((ram, log) =>
    {
        log.Start();
        ram()[5 * PageRun.PageSize] = 9;
        ((ISentPages)log).Sent(5 * PageRun.PageSize, ram().AsSpan(5 * PageRun.PageSize, PageRun.PageSize));

        Assert.That(log.CountMarked(), Is.Zero);
        Assert.That(Synchronise(log), Is.Empty);
    });

    [Test]
    public void FreePages_LoseTheSetUpMarkButNotTheWrite() => Run((ram, log) =>
    {
        log.MarkAll();
        log.Start();
        ram()[2 * PageRun.PageSize] = 1;
        Assert.That(log.ClearFree(0, [ulong.MaxValue, ulong.MaxValue]), Is.EqualTo(128));

        Assert.That(Synchronise(log), Is.EqualTo(new[] { 2, 128, 129 }));
    });

    private static unsafe void Run(Action<Func<byte[]>, IDirtyLog> test)
    {
        byte[] ram = GC.AllocateArray<byte>(Pages * PageRun.PageSize, pinned: true);
        fixed (byte* first = ram) test(() => ram, new ContentDirtyLog((nint)first, (ulong)ram.Length));
    }

    private static int[] Synchronise(IDirtyLog log)
    {
        var bitmap = new ulong[(Pages + 63) / 64];
        log.Synchronise(bitmap);
        return [.. Enumerable.Range(0, Pages).Where(p => (bitmap[p / 64] >> (p % 64) & 1) != 0)];
    }
}
