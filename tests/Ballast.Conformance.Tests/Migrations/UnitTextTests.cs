using Ballast.Conformance.Migrations;

namespace Ballast.Conformance.Tests.Migrations;

public sealed class UnitTextTests
{
    [TestCase("4096", 4096UL)]
    [TestCase("512M", 512UL << 20)]
    [TestCase("8G", 8UL << 30)]
    [TestCase("8GiB", 8UL << 30)]
    [TestCase("8gb", 8UL << 30)]
    [TestCase("1T", 1UL << 40)]
    public void Size_AsPeopleWriteIt_IsRead(string text, ulong bytes)
    {
        Assert.That(ByteSize.TryParse(text, out ulong read, out string? error), Is.True, error);
        Assert.That(read, Is.EqualTo(bytes));
    }

    [TestCase("")]
    [TestCase("G")]
    [TestCase("-1G")]
    [TestCase("1.5G")]
    [TestCase("8X")]
    [TestCase("8 G")]
    [TestCase("99999999999999999999")]
    [TestCase("99999999999T")]
    public void Size_ThatIsNone_IsRefusedInOneLine(string text)
    {
        Assert.That(ByteSize.TryParse(text, out _, out string? error), Is.False);
        Assert.That(error, Does.Contain($"'{text}'").And.Not.Contains("\n"));
    }

    [TestCase("10Gbps", 1.25e9)]
    [TestCase("1.25GB/s", 1.25e9)]
    [TestCase("800Mbit/s", 1e8)]
    [TestCase("1MiB/s", 1048576)]
    [TestCase("100000B/s", 1e5)]
    public void Rate_AsPeopleWriteIt_IsRead(string text, double bytesPerSecond)
    {
        Assert.That(LinkRate.TryParse(text, out double read, out string? error), Is.True, error);
        Assert.That(read, Is.EqualTo(bytesPerSecond).Within(0.001));
    }

    [TestCase("10")]
    [TestCase("10G")]
    [TestCase("Gbps")]
    [TestCase("-1Gbps")]
    [TestCase("0Gbps")]
    [TestCase("1bps")]
    [TestCase("NaNGbps")]
    [TestCase("9999999Tbps")]
    public void Rate_ThatIsNone_IsRefusedInOneLine(string text)
    {
        Assert.That(LinkRate.TryParse(text, out _, out string? error), Is.False);
        Assert.That(error, Does.Contain($"'{text}'").And.Not.Contains("\n"));
    }

    [TestCase(8UL << 30, "8 GiB")]
    [TestCase(1536UL << 20, "1536 MiB")]
    [TestCase(1000UL, "1000 bytes")]
    public void Size_IsShownWithItsLargestWholeUnit(ulong bytes, string text) => Assert.That(ByteSize.Format(bytes), Is.EqualTo(text));

    [TestCase(1.25e9, "10 Gbit/s")]
    [TestCase(12.5, "100 bit/s")]
    public void Rate_IsShownInBits(double rate, string text) => Assert.That(LinkRate.Format(rate), Is.EqualTo(text));
}
