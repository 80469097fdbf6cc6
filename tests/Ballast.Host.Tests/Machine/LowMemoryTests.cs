using Ballast.Host.Machine;
using CsCheck;

namespace Ballast.Host.Tests.Machine;

internal sealed class LowMemoryTests
{
    private const ulong Page = 4096;

    [TestCase(1UL << 20, 0xe0000000u, 1UL << 20, 0UL)]
    [TestCase(0xe0000000 - Page, 0xe0000000u, 0xe0000000 - Page, 0UL)]
    [TestCase(0xe0000000, 0xc0000000u, 0xc0000000u, 0x20000000UL)]
    [TestCase(0xe0000000 + Page, 0xc0000000u, 0xc0000000u, 0x20000000 + Page)]
    [TestCase(1UL << 40, 0xc0000000u, 0xc0000000u, (1UL << 40) - 0xc0000000)]
    public void I440fx_IsSplitAtItsLimit(ulong ram, ulong limit, ulong below, ulong above) =>
        Assert.That(LowMemory.Split(MachineType.I440fx, ram), Is.EqualTo(new LowMemory(limit, below, above)));

    [TestCase(1UL << 20, 0xb0000000u, 1UL << 20, 0UL)]
    [TestCase(0xb0000000 - Page, 0xb0000000u, 0xb0000000 - Page, 0UL)]
    [TestCase(0xb0000000, 0x80000000u, 0x80000000u, 0x30000000UL)]
    [TestCase(0xb0000000 + Page, 0x80000000u, 0x80000000u, 0x30000000 + Page)]
    [TestCase(1UL << 40, 0x80000000u, 0x80000000u, (1UL << 40) - 0x80000000)]
    public void Q35_IsSplitAtItsLimit(ulong ram, ulong limit, ulong below, ulong above) =>
        Assert.That(LowMemory.Split(MachineType.Q35, ram), Is.EqualTo(new LowMemory(limit, below, above)));

    [TestCase(0x40000000u, 0x40000000u)]
    [TestCase(0xc0000000u, 0xc0000000u)]
    [TestCase(0xf0000000u, 0xc0000000u)]
    public void MaximumBelow4G_CapsTheLimitAndNeverRaisesIt(ulong maximum, ulong limit) =>
        Assert.That(LowMemory.Split(MachineType.I440fx, 1UL << 33, maximum).Limit, Is.EqualTo(limit));

    [Test]
    public void EverySplit_KeepsAllRam() =>
        Gen.Select(Gen.Enum<MachineType>(), Gen.ULong[256, 1UL << 28], Gen.ULong[1, 1UL << 20].Nullable())
            .Sample((type, pages, maximum) =>
            {
                var split = LowMemory.Split(type, pages * Page, maximum * Page);
                return split.Below4G + split.Above4G == pages * Page && split.Below4G <= split.Limit && split.Limit < 1UL << 32;
            });
}
