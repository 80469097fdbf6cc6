using Ballast.Peers.Linux;

namespace Ballast.Peers.Tests.Linux;

public class ProcFileTests
{
    [TestCase("12 (a) b) (c) t 1 12 12 0 -1", 12, 't')]
    [TestCase("7 () R 1 7 7", 7, 'R')]
    public void Stat_WithAnyName_IsRead(string text, int id, char state)
    {
        Assert.That(ProcessStat.TryParse(text, out var stat));
        Assert.That((stat.Id, stat.State, stat.Session), Is.EqualTo((id, state, id)));
    }

    [TestCase("")]
    [TestCase("12")]
    [TestCase("12 (a")]
    [TestCase(")12 (a")]
    [TestCase("12 (a) R 1 2")]
    [TestCase("12 (a) RR 1 2 3")]
    [TestCase("x (a) R 1 2 3")]
    [TestCase("12 (a) R 1 2 99999999999")]
    public void Stat_ThatIsNone_IsRefused(string text) => Assert.That(ProcessStat.TryParse(text, out _), Is.False);

    [Test]
    public void FreeMemory_IsCountedByOrder()
    {
        const string text = "MemTotal: 1000 kB\nMemFree: 200 kB\nMemAvailable: 300 kB\n"
            + "Node 0, zone   Normal      2      3     43 \nNode 1, zone  DMA32 0 0 1\n";

        Assert.That(GuestFreeMemory.TryParse(text, out var memory));
        Assert.That((memory!.TotalKiB, memory.FreeKiB, memory.AvailableKiB), Is.EqualTo((1000, 200, 300)));
        Assert.That(memory.Zones.Select(zone => (zone.Node, zone.Zone)), Is.EqualTo(new[] { (0, "Normal"), (1, "DMA32") }));
        Assert.That(memory.Zones[0].FreePages(), Is.EqualTo(2 + 6 + 172));
        Assert.That(memory.Zones[0].FreePages(order: 2), Is.EqualTo(172));
    }

    [TestCase("MemTotal: 1 kB\nMemFree: 1 kB\n")]
    [TestCase("MemTotal: 1 kB\nMemFree: -1 kB\nMemAvailable: 1 kB\n")]
    [TestCase("MemTotal: 1 kB\nMemFree: 1 kB\nMemAvailable: 1 kB\nNode 0, zone Normal 99999999999\n")]
    [TestCase("MemTotal: 1 kB\nMemFree: 1 kB\nMemAvailable: 1 kB\nNode x, zone Normal 1\n")]
    [TestCase("MemTotal: 1 kB\nMemFree: 1 kB\nMemAvailable: 1 kB\nNode 0\n")]
    public void FreeMemory_ThatIsNone_IsRefused(string text) =>
        Assert.That(GuestFreeMemory.TryParse(text, out _), Is.False);

    [TestCase("0110", 6UL)]
    [TestCase("1000000000000000000000000000000000000000000000000000000000000001", 0x8000000000000001UL)]
    public void Features_AreReadBitByBit(string text, ulong features) =>
        Assert.That(UmlGuest.ParseFeatures(text), Is.EqualTo(features));

    [TestCase("")]
    [TestCase("012")]
    [TestCase("00000000000000000000000000000000000000000000000000000000000000000")]
    public void Features_ThatAreNone_AreRefused(string text) => Assert.That(UmlGuest.ParseFeatures(text), Is.Null);

    [TestCase("0x0000000f", (byte)15)]
    [TestCase("0x00000000", (byte)0)]
    public void Status_IsRead(string text, byte status) => Assert.That(UmlGuest.ParseStatus(text), Is.EqualTo(status));

    [TestCase("0x00000100")]
    [TestCase("0f")]
    [TestCase("0x")]
    [TestCase("0x-1")]
    public void Status_ThatIsNone_IsRefused(string text) => Assert.That(UmlGuest.ParseStatus(text), Is.Null);
}
