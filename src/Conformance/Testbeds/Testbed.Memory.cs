using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Testbeds;

public sealed partial class Testbed
{
    /// <summary>Whether the scenario drives the driver by hand.</summary>
    public bool IsHandDriven => _handDriven is not null;

    /// <summary>Lets programs of the reference guest take so many pages and write them, and notes it.</summary>
    public void WriteByPrograms(int pages)
    {
        var before = Guest.UsedPages();
        Guest.Run(new Ballast.Guest.Workloads.TakeWorkload((ulong)pages * PageRun.PageSize, (ulong)Seed + 17));
        var written = RamPagesOf(Guest.UsedPages().Except(before));
        _written.AddRange(written);
        Record(new Virtio.Tracing.Events.MemoryWritten(DirtyClient.Guest, written));
    }

    /// <summary>Fills every page of RAM that the hand-driven driver does not use with content of its own.</summary>
    public void FillRam()
    {
        var memory = UsesForeignDevice ? DeviceSide.Memory : MachineMemory();
        byte[] page = new byte[PageRun.PageSize];
        new Random(Seed).NextBytes(page);
        for (ulong frame = HandDrivenDriver.FirstFreeAddress >> PageRun.PageShift; frame < Plan.RamSize >> PageRun.PageShift; frame++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(page, frame);
            memory.TryWrite(frame << PageRun.PageShift, page);
        }
    }

    /// <summary>The RAM pages among these that are not filled with a byte.</summary>
    public PageSet PagesWithout(PageSet pages, byte value) => PageSet.Of(
        from run in pages
        from page in Enumerable.Range(0, (int)run.Count)
        where Page(Machine, run.First + (ulong)page).IndexOfAnyExcept(value) >= 0
        select new PageRun(run.First + (ulong)page, 1));

    /// <summary>After a migration that went through the guest runs at the destination; this lets it run on here, for another attempt.</summary>
    public void ResumeAtSource() => new MigratedMachine((_driver as ReferenceDriverSide)?.Guest, Device).Resume();
}
