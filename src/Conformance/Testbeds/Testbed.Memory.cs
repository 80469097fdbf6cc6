using Ballast.Conformance.Rules;
using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

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
        Record(new MemoryWritten(DirtyClient.Guest, written));
    }

    /// <summary>Fills every page of RAM that the hand-driven driver does not use with content of its own.</summary>
    public void FillRam()
    {
        const ulong First = HandDrivenDriver.FirstFreeAddress >> PageRun.PageShift;
        FillRam(PageSet.Of(new PageRun(First, Math.Max(First, Map.Pages) - First)));
    }

    /// <summary>Fills RAM pages, each with something of its own.</summary>
    /// <param name="pages">RAM pages.</param>
    public void FillRam(PageSet pages)
    {
        var memory = UsesForeignDevice ? DeviceSide.Memory : MachineMemory();
        byte[] content = new byte[PageRun.PageSize];
        new Random(Seed).NextBytes(content);
        var told = new List<PageContent>();
        var map = Map;
        foreach (ulong page in pages.SelectMany(PagesIn))
        {
            ulong address = map.AddressOf(page) ?? throw new ArgumentException($"page 0x{page:x} is not RAM");
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(content, page);
            memory.TryWrite(address, content);
            if (UsesForeignDevice) told.Add(new(PageSet.Of(new PageRun(address >> PageRun.PageShift, 1)), PageDigests.Of(content)));
        }
        // A stream that is kept can be judged by what the trace tells of RAM; our own migration is judged as it runs.
        if (told.Count > 0) Record(new PagesWritten(DirtyClient.Host, told));
    }

    /// <summary>Bytes of content in RAM pages: 4096 for each that is not zero.</summary>
    public ulong CountContent(PageSet pages)
    {
        var memory = UsesForeignDevice ? DeviceSide.Memory : MachineMemory();
        var map = Map;
        byte[] content = new byte[PageRun.PageSize];
        ulong bytes = 0;
        foreach (ulong page in pages.SelectMany(PagesIn))
        {
            if (map.AddressOf(page) is { } address && memory.TryRead(address, content) && content.AsSpan().ContainsAnyExcept((byte)0)) bytes += PageRun.PageSize;
        }
        return bytes;
    }

    /// <summary>Bytes of RAM below 4 GiB.</summary>
    public ulong Below4G => Map.Below4G;

    /// <summary>Where the machine has its RAM.</summary>
    private RamMap Map => UsesForeignDevice ? RamMap.Of(DeviceSide.Describe()) : new(Machine.Below4G, Machine.Above4G);

    private static IEnumerable<ulong> PagesIn(PageRun run)
    {
        for (ulong page = run.First; page < run.End; page++) yield return page;
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
