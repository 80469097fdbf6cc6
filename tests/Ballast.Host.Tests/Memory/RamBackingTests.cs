using Ballast.Host.Memory;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Host.Tests.Memory;

internal sealed unsafe class RamBackingTests
{
    private const ulong Length = 16 * 4096;

    private static IEnumerable<Func<RamBacking>> Backings()
    {
        if (OperatingSystem.IsLinux()) yield return () => RamBacking.Map(Length);
        if (OperatingSystem.IsLinux()) yield return () => RamBacking.MapPrivate(Length);
        yield return () => new ReservedBacking(Length);
    }

    [TestCaseSource(nameof(Backings))]
    public void FreshRam_ReadsAsZero(Func<RamBacking> map)
    {
        using var ram = map();

        Assert.That(new Span<byte>((void*)ram.Address, (int)Length).IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
    }

    [TestCaseSource(nameof(Backings))]
    public void DiscardedPages_ReadAsZeroAndTheirNeighboursStay(Func<RamBacking> map)
    {
        using var ram = map();
        var bytes = new Span<byte>((void*)ram.Address, (int)Length);
        bytes.Fill(0xa5);

        ram.Discard(4096, 2 * 4096);

        Assert.That(bytes[..4096].IndexOfAnyExcept((byte)0xa5), Is.EqualTo(-1));
        Assert.That(bytes[4096..(3 * 4096)].IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
        Assert.That(bytes[(3 * 4096)..].IndexOfAnyExcept((byte)0xa5), Is.EqualTo(-1));
    }

    [TestCaseSource(nameof(Backings))]
    public void PopulatedRam_KeepsItsContent(Func<RamBacking> map)
    {
        using var ram = map();
        var bytes = new Span<byte>((void*)ram.Address, (int)Length);
        bytes[4096..8192].Fill(0xa5);

        ram.Populate();

        Assert.That(bytes[..4096].IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
        Assert.That(bytes[4096..8192].IndexOfAnyExcept((byte)0xa5), Is.EqualTo(-1));
        Assert.That(bytes[8192..].IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
    }

    [TestCaseSource(nameof(Backings))]
    public void DiscardOutsideTheRam_Throws(Func<RamBacking> map)
    {
        using var ram = map();

        Assert.That(() => ram.Discard(Length, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ram.Discard(4096, ulong.MaxValue), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCaseSource(nameof(Backings))]
    public void DisposedTwice_IsDisposedOnce(Func<RamBacking> map)
    {
        var ram = map();
        ram.Dispose();

        Assert.That(ram.Dispose, Throws.Nothing);
    }

    [Test]
    [Platform("Linux")]
    public void MemoryFile_SharesItsBytes()
    {
        using var ram = RamBacking.Map(Length);
        ((byte*)ram.Address)[5000] = 7;
        SafeFileHandle file = ram.File!;

        byte[] read = new byte[1];
        Assert.That(RandomAccess.Read(file, read, 5000), Is.EqualTo(1));
        Assert.That(read[0], Is.EqualTo(7));
        Assert.That(RandomAccess.GetLength(file), Is.EqualTo((long)Length));
    }

    [Test]
    [Platform("Linux")]
    public void DiscardedPages_TakeNoMemory()
    {
        using var ram = RamBacking.Map(64UL << 20);
        new Span<byte>((void*)ram.Address, 64 << 20).Fill(1);
        long before = Blocks(ram);

        ram.Discard(0, 64UL << 20);

        Assert.That(before, Is.GreaterThanOrEqualTo(64L << 20 >> 9));
        Assert.That(Blocks(ram), Is.Zero);
    }

    // What fstat calls st_blocks, as the file system of memory files shows it.
    private static long Blocks(RamBacking ram)
    {
        using var stat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("stat", ["-L", "-c", "%b", $"/proc/{Environment.ProcessId}/fd/{ram.File!.DangerousGetHandle()}"])
        {
            RedirectStandardOutput = true,
        })!;
        string output = stat.StandardOutput.ReadToEnd();
        stat.WaitForExit();
        return long.Parse(output, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public void MoreThanTheSystemGives_FailsInOneLine() =>
        Assert.That(() => RamBacking.Map(1UL << 62), Throws.TypeOf<IOException>().With.Message.Contains("RAM").And.Message.Not.Contains("\n"));
}
