using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.Tests.Qemu.Streams;

internal sealed class QemuStreamReaderTests
{
    [Test]
    public void WholeStream_GivesTheLastContentOfEachPage()
    {
        var image = Read(StreamBuilder.Small());
        var ram = image.Find("pc.ram")!;

        Assert.That(image.Configuration.MachineType, Is.EqualTo("pc-i440fx-7.2"));
        Assert.That(image.Blocks, Is.EqualTo(new[] { new QemuRamBlock(0, "pc.ram", 0x4000), new QemuRamBlock(1, "pc.bios", 0x1000) }));
        Assert.That(image.DigestOf(ram, 0), Is.EqualTo(DigestOf(0xcc)));
        Assert.That(image.DigestOf(ram, 1), Is.EqualTo(PageDigest.Zero));
        Assert.That(image.DigestOf(ram, 2), Is.EqualTo(PageDigest.Zero));
        Assert.That(image.DigestOf(ram, 3), Is.EqualTo(DigestOf(0xbb)));
        Assert.That(image.DigestOf(image.Find("pc.bios")!, 0), Is.EqualTo(DigestOf(0xf4)));
        Assert.That(image.MissingPages(ram), Is.EqualTo(PageSet.Of(new PageRun(2, 1))));
        Assert.That(image.ZeroPages(ram), Is.EqualTo(PageSet.Of(new PageRun(1, 1))));
        Assert.That((image.PageRecords, image.ZeroRecords), Is.EqualTo((4, 1)));
        Assert.That(image.Length, Is.EqualTo(StreamBuilder.Small().Length));
    }

    [Test]
    public void EachTimeAPageWasSent_IsKeptWithItsPlace()
    {
        byte[] stream = StreamBuilder.Small();
        var image = Read(stream);

        var page = image.Find(image.Blocks[0], 0)!;

        Assert.That(page.Count, Is.EqualTo(2));
        Assert.That(page.Records.Select(r => r.Section.Ordinal), Is.EqualTo(new[] { 1, 2 }));
        // The record of a page that names its block: 8 bytes, a name of 7, the page.
        Assert.That(page.Records.Select(r => stream[(int)r.Position + 8 + 7]), Is.EqualTo(new byte[] { 0xaa, 0xcc }));
        Assert.That(image.Find(image.Blocks[0], 2), Is.Null);
    }

    [Test]
    public void ZeroDigest_IsThatOfAPageOfZeros() => Assert.That(PageDigests.Of(new byte[4096]), Is.EqualTo(PageDigest.Zero));

    [Test]
    public void LiveStream_IsReadToItsEndAndNoFurther([Values(1, 7, 4096, 1 << 20)] int drip)
    {
        var stream = new DrippingStream(StreamBuilder.Small(), drip);

        var image = QemuStreamImage.Read(stream);

        Assert.That(image.PageRecords, Is.EqualTo(4));
        Assert.That(stream.WasAskedForMore, Is.False);
    }

    [Test]
    public void Sections_AreToldInTheirOrder() =>
        Assert.That(Read(StreamBuilder.Small()).Sections.Select(s => $"{s.Kind} {s.Name}"), Is.EqualTo(new[] { "Start ram", "Part ram", "Part ram", "End ram", "Full timer", "Full cpu" }));

    [Test]
    public void EveryTruncation_SaysWhere()
    {
        byte[] stream = StreamBuilder.Small();
        for (int length = 0; length < stream.Length; length++)
        {
            var fault = Assert.Throws<QemuStreamException>(() => Read(stream[..length]), $"cut at {length}");
            Assert.That(fault!.Message, Does.Match("^byte [0-9]+: [^\n]+$"));
            Assert.That(fault.Position, Is.LessThanOrEqualTo(length));
            var live = Assert.Throws<QemuStreamException>(() => QemuStreamImage.Read(new DrippingStream(stream[..length], 1000)), $"cut at {length}");
            Assert.That(live!.Message, Is.EqualTo(fault.Message));
        }
    }

    [Test]
    public void BytesBehindTheEnd_AreRefused() => AssertRefused([.. StreamBuilder.Small(), 0], "there are bytes behind the end of the stream");

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case(b => b.U32(0x12345678).U32(3), "byte 0: not a migration stream of QEMU: it begins with 0x12345678");
        yield return Case(b => b.U32(0x11223344).U32(1), "switch off the capability multifd");
        yield return Case(b => b.U32(0x5145564d).U32(2), "byte 4: the stream has version 2");
        yield return Case(b => b.Header().U8(5).Name("configuration/capabilities").U32(1).U32(1).Name("x-ignore-shared"), "the stream uses x-ignore-shared: switch off this capability");
        yield return Case(b => b.Header().U8(5).Name("configuration/target-page-bits").U32(1).U32(13), "pages of 2^13 bytes");
        yield return Case(b => b.Header().U8(5).Name("configuration/odd").U32(1), "\"configuration/odd\" is unknown");
        yield return Case(b => b.Header().U8(9), "0x09 is no record");
        yield return Case(b => b.Header().Command(3), "switch off this capability");
        yield return Case(b => b.Header().Command(77), "there is no command 77");
        yield return Case(b => b.Header().U8(1).U32(2).Name("block").U32(0).U32(1), "switch off the capability block");
        yield return Case(b => b.Header().U8(1).U32(2).Name("ram").U32(0).U32(3), "section ram has version 3");
        yield return Case(b => b.Header().Part(_ => { }), "a part of section 2, which has not started");
        yield return Case(b => b.Header().Start(("a", 4096)).Start(("a", 4096)), "section ram starts twice");
        yield return Case(b => b.Header().Start(("a", 4096)).End().Part(_ => { }), "behind its end");
        yield return Case(b => b.Header().Start(), "section ram declares no block");
        yield return Case(b => b.Header().Start(("a", 4096), ("a", 4096)), "block \"a\" is declared twice");
        yield return Case(b => b.Header().Start(("", 4096)), "a RAM block without a name");
        yield return Case(b => b.Header().Start(("a", 0x100000001000)), "bytes of RAM, and 1099511627776 are allowed");
        yield return Case(b => b.Header().U8(1).U32(2).Name("ram").U32(0).U32(4).U64(0x1004).Name("a").U64(0x2000), "and 4096 are left of the total");
        yield return Case(b => b.Header().U8(1).U32(2).Name("ram").U32(0).U32(4).U64(0x2004).Name("a").U64(0x800), "which are no whole pages");
        yield return Case(b => b.Header().Start([.. Enumerable.Range(0, 1025).Select(i => ($"b{i}", 4096UL))]), "more than 1024 RAM blocks");
        yield return Case(b => b.Header().Start(("a", 4096)).Part(p => p.Page("b", 0, 1)), "a page of \"b\", which is no block of the list");
        yield return Case(b => b.Header().Start(("a", 4096)).Part(p => p.Page(null, 0, 1)), "a page of the block before, and there was none");
        yield return Case(b => b.Header().Start(("a", 4096)).Part(p => p.Page("a", 4096, 1)), "offset 0x1000 in block \"a\", which has 0x1000 bytes");
        yield return Case(b => b.Header().Start(("a", 4096)).Part(p => p.Record("a", 0, 2).U8(7)), "a page filled with 0x07");
        yield return Case(b => b.Header().Start(("a", 4096)).Part(p => p.Record("a", 0, 0x40)), "switch off the capability xbzrle");
        yield return Case(b => b.Header().Start(("a", 4096)).Part(p => p.Record("a", 0, 0x100)), "switch off the capability compress");
        yield return Case(b => b.Header().Start(("a", 4096)).Part(p => p.Record("a", 0, 0x80)), "rdma-pin-all");
        yield return Case(b => b.Header().Start(("a", 4096)).Part(p => p.Record("a", 0, 0x18)), "flags 0x018, which mean nothing");
        yield return Case(b => b.Header().Start(("a", 4096)).Part(p => p.U64(0x1004)), "a list of RAM blocks where none may be");
        yield return Case(b => b.Header().Start(("a", 4096)).U8(2).U32(2).U64(0x10).U8(0x7d).U32(2), "0x7d where the footer of section 2 (ram) must be");
        yield return Case(b => b.Header().Start(("a", 4096)).U8(2).U32(2).U64(0x10).Footer(3), "the footer names section 3, and section 2 (ram) ends");
        yield return Case(b => b.Header().Start(("a", 4096)).Eof(), "the stream ends before RAM does");
        yield return Case(b => b.Header().Start(("a", 4096)).Device("d", 0, [1]), "before the end of RAM");
        yield return Case(b => Ended(b).Device("d", 0, [1]).Eof(), "suppress-vmdesc");
        yield return Case(b => Ended(b).Device("d", 0, [1]).Eof("{}"), "the description of the devices is malformed");
        yield return Case(b => Ended(b).Device("d", 0, [1]).Eof(Description("d", 2)), "no footer behind the 2 bytes of device \"d\"");
        yield return Case(b => Ended(b).Device("d", 0, [1]).Eof(Description("d", 4_000_000_000)), "device \"d\" has 4000000000 bytes by its description");
        yield return Case(b => Ended(b).Device("d", 0, [1]).Eof(Description("e", 1)), "a section of \"d\", instance 0, where the description has \"e\", instance 0");
        yield return Case(b => Ended(b).Device("d", 0, [1]).Device("d", 0, [1]).Eof(Description("d", 1)), "there is more than the description tells of");
    }

    [TestCaseSource(nameof(Refusals))]
    public void WhatCannotBeRead_IsNamed(byte[] stream, string message) => AssertRefused(stream, message);

    [Test]
    public void StreamWithoutConfigurationAndDevices_IsRead() => Assert.That(
        Read(new StreamBuilder().Header(null).Command(1).Command(2, 0, 0, 0, 1).Start(("a", 4096)).End(p => p.Page("a", 0, 1)).Eof("{}").ToArray()).PageRecords, Is.EqualTo(1));

    [Test]
    public void DeviceStateThatLooksLikeADescription_MisleadsNobody() => Assert.That(
        Read(Ended(new StreamBuilder()).Device("d", 0, [0, 6, 0, 0, 0, 2, (byte)'{', (byte)'}']).Eof(Description("d", 8)).ToArray()).Sections, Has.Count.EqualTo(3));

    [Test]
    public void AnnouncedRam_CostsNothing()
    {
        byte[] stream = new StreamBuilder().Header().Start(("a", 1UL << 40)).End(p => p.Zero("a", 0).Zero(null, (1UL << 40) - 4096)).Eof().ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Read(stream);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    private static StreamBuilder Ended(StreamBuilder builder) => builder.Header().Start(("a", 4096)).End();

    private static string Description(string name, uint size) => $$"""{"devices": [{"name": "{{name}}", "instance_id": 0, "fields": [{"name": "x", "size": {{size}}}]}]}""";

    private static TestCaseData Case(Func<StreamBuilder, StreamBuilder> build, string message) =>
        new TestCaseData(build(new StreamBuilder()).ToArray(), message).SetArgDisplayNames(message);

    private static void AssertRefused(byte[] stream, string message)
    {
        var fault = Assert.Throws<QemuStreamException>(() => Read(stream));
        Assert.That(fault!.Message, Does.Contain(message).And.Match("^byte [0-9]+: [^\n]+$"));
    }

    private static PageDigest DigestOf(byte fill) => PageDigests.Of([.. Enumerable.Repeat(fill, 4096)]);

    private static QemuStreamImage Read(byte[] stream) => QemuStreamImage.Read(new MemoryStream(stream));
}
