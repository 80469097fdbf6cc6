using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.Tests.Qemu.Streams;

/// <summary>Streams of the QEMU that is installed.</summary>
internal sealed class RealStreamTests
{
    private const int Mebibytes = 64;
    private static readonly string[] HintingBalloon =
    [
        "-object", "iothread,id=io0", "-device", "virtio-balloon-pci,id=b0,free-page-hint=on,free-page-reporting=on,iothread=io0,disable-legacy=on",
    ];

    [TestCase("pc", "pc.ram")]
    [TestCase("q35", "pc.ram")]
    [TestCase("microvm", "microvm.ram")]
    public void Stream_IsReadWhole_AndHoldsWhatWasWritten(string machine, string blockName)
    {
        using var qemu = QemuRun.Start(machine, Mebibytes, machine == "microvm" ? ["-device", "virtio-balloon-device"] : HintingBalloon);
        var written = new Dictionary<ulong, byte[]>();
        var random = new Random(7);
        for (ulong address = 2 << 20; address < (Mebibytes << 20); address += 5 << 20)
        {
            byte[] page = new byte[PageRun.PageSize];
            random.NextBytes(page);
            qemu.Write(address, page);
            written.Add(address, page);
        }

        byte[] stream = qemu.Migrate();
        var image = QemuStreamImage.Read(new MemoryStream(stream));
        var live = QemuStreamImage.Read(new DrippingStream(stream, 1500));

        var block = image.Find(blockName)!;
        var map = QemuRamMap.Of(image.Configuration.MachineType, block.Length)!.Value;
        Assert.That(block, Is.EqualTo(new QemuRamBlock(0, blockName, Mebibytes << 20)));
        Assert.That(image.MissingPages(block), Is.EqualTo(PageSet.Empty));
        foreach (var (address, page) in written)
            Assert.That(image.DigestOf(block, map.OffsetOf(address)!.Value >> PageRun.PageShift), Is.EqualTo(PageDigests.Of(page)), $"0x{address:x}");
        Assert.That(image.DigestOf(block, 0x300), Is.EqualTo(PageDigest.Zero));
        Assert.That(image.Balloon, Is.Not.Null);
        Assert.That((image.Balloon!.Status, image.Balloon.Queues), Is.EqualTo((default(Ballast.Virtio.DeviceStatus), machine == "microvm" ? 3 : 5)));
        Assert.That(image.Sections[^1].Name, Is.EqualTo("globalstate"));
        Assert.That(live.Sections, Is.EqualTo(image.Sections));
    }

    [Test]
    public void CutRealStream_IsRefused()
    {
        using var qemu = QemuRun.Start("pc", 16);
        byte[] stream = qemu.Migrate();

        foreach (int length in Enumerable.Range(1, 200).Select(i => (int)(stream.Length * (long)i / 201)))
            Assert.That(() => QemuStreamImage.Read(new MemoryStream(stream, 0, length)), Throws.TypeOf<QemuStreamException>(), $"cut at {length} of {stream.Length}");
    }
}
