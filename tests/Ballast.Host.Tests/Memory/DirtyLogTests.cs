using Ballast.Host.Memory;
using Ballast.Virtio.Memory;
using CsCheck;

namespace Ballast.Host.Tests.Memory;

internal sealed class DirtyLogTests
{
    [Test]
    public void AnyOperationsOnAnySize_MarkWhatThePlainModelMarks() =>
        Gen.Select(Gen.ULong[1, 700], Gen.Select(Gen.Int[0, 6], Gen.ULong, Gen.ULong, Gen.ULong).Array[0, 60])
            .Sample((pages, operations) =>
            {
                using var log = new DirtyLog(pages * 4096);
                var model = new DirtyLogModel(pages);
                ulong[] bitmap = new ulong[(pages + 63) / 64], expected = new ulong[bitmap.Length];
                log.MarkAll();
                model.MarkAll();
                log.Start();
                model.Start();
                foreach (var (kind, a, b, c) in operations)
                {
                    switch (kind)
                    {
                        case 0:
                            log.MarkAll();
                            model.MarkAll();
                            break;
                        case 1 or 2:
                            ulong length = b % 3 == 0 ? b : b % (64 * 4096);
                            log.MarkWritten(a % (pages * 4096 + 8192), length, DirtyClient.Guest);
                            model.MarkWritten(a % (pages * 4096 + 8192), length);
                            break;
                        case 3 or 4:
                            ulong first = a % (ulong)(bitmap.Length + 1) * 64;
                            ulong[] free = [.. Enumerable.Range(0, (int)(b % 12)).Select(i => (i % 3) switch { 0 => c, 1 => ulong.MaxValue, _ => 0UL })];
                            if (log.ClearFree(first, free) != model.ClearFree(first, free)) return false;
                            break;
                        case 5:
                            if (log.Synchronise(bitmap) != model.Synchronise(expected) || !bitmap.AsSpan().SequenceEqual(expected)) return false;
                            break;
                        default:
                            if (a % 4 == 0)
                            {
                                log.Stop();
                                model.Stop();
                            }
                            log.Start();
                            model.Start();
                            break;
                    }
                    if (log.CountMarked() != model.CountMarked()) return false;
                }
                return log.Synchronise(bitmap) == model.Synchronise(expected) && bitmap.AsSpan().SequenceEqual(expected) && log.CountMarked() == 0;
            });

    [Test]
    public void WritesWhileLogging_AreNeverFilteredAway()
    {
        using var log = new DirtyLog(130 * 4096);
        log.MarkAll();
        log.Start();
        log.MarkWritten(128 * 4096, 1, DirtyClient.Device);

        Assert.That(log.ClearFree(0, [ulong.MaxValue, ulong.MaxValue, ulong.MaxValue]), Is.EqualTo(129));

        ulong[] bitmap = new ulong[3];
        Assert.That(log.Synchronise(bitmap), Is.EqualTo(1));
        Assert.That(bitmap, Is.EqualTo(new ulong[] { 0, 0, 1 }));
    }

    [Test]
    public void WritesBeforeTheStart_AreNotMarked()
    {
        using var log = new DirtyLog(4096);

        log.MarkWritten(0, 4096, DirtyClient.Guest);
        log.Start();

        Assert.That(log.CountMarked(), Is.Zero);
    }

    [Test]
    public void MarkAll_LeavesTheBitsBehindTheLastPageAlone()
    {
        using var log = new DirtyLog(70 * 4096);
        ulong[] bitmap = new ulong[2];

        log.MarkAll();

        Assert.That(log.CountMarked(), Is.EqualTo(70));
        Assert.That(log.Synchronise(bitmap), Is.EqualTo(70));
        Assert.That(bitmap[1], Is.EqualTo(0x3f));
    }

    [Test]
    public void MigrationBitmapThatIsTooShort_Throws()
    {
        using var log = new DirtyLog(65 * 4096);

        Assert.That(() => log.Synchronise(new ulong[1]), Throws.ArgumentException);
        Assert.That(() => log.ClearFree(1, new ulong[1]), Throws.ArgumentException);
    }

    [Test]
    public void WritersBesideSynchronisationAndFilter_LoseNoMark()
    {
        const int pages = 4096 + 17;
        using var log = new DirtyLog(pages * 4096UL);
        int[] content = new int[pages], sent = new int[pages];
        log.MarkAll();
        log.Start();
        bool stop = false;
        var writers = Enumerable.Range(0, 2).Select(n => new Thread(() =>
        {
            var random = new Random(n);
            for (int i = 0; i < 200_000; i++)
            {
                int page = random.Next(pages / 2) * 2 + n;
                if (page >= pages) continue;
                Volatile.Write(ref content[page], content[page] + 1);
                log.MarkWritten((ulong)page * 4096, 1, DirtyClient.Guest);
            }
        })).ToList();
        ulong[] bitmap = new ulong[(pages + 63) / 64], free = new ulong[bitmap.Length];
        Array.Fill(free, ulong.MaxValue);

        writers.ForEach(w => w.Start());
        while (!stop)
        {
            stop = writers.TrueForAll(w => w.Join(0));
            log.ClearFree(0, free);
            log.Synchronise(bitmap);
            for (int page = 0; page < pages; page++)
            {
                if ((bitmap[page / 64] >> (page % 64) & 1) != 0) sent[page] = Volatile.Read(ref content[page]);
            }
            Array.Clear(bitmap);
        }

        Assert.That(sent, Is.EqualTo(content));
    }
}
