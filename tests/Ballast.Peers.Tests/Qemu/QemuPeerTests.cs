using Ballast.Peers.Qemu;

namespace Ballast.Peers.Tests.Qemu;

[Platform("Linux")]
public class QemuPeerTests
{
    [Test]
    public void NoProgram_IsMissing_WithThePackage()
    {
        var availability = new QemuPeer { ProgramPath = "/nowhere/qemu" }.Probe();

        Assert.That(availability.IsAvailable, Is.False);
        Assert.That(availability.Reason, Is.EqualTo("there is no QEMU at /nowhere/qemu"));
        Assert.That(availability.Remedy, Does.Contain("qemu-system-x86"));
    }

    [Test]
    public void ProgramThatIsNoQemu_IsMissing() =>
        Assert.That(new QemuPeer { ProgramPath = "/bin/true" }.Probe().Reason, Is.EqualTo("/bin/true --version names no version of QEMU"));

    [Test]
    public void NoPlaceForRam_IsMissing() =>
        Assert.That(new QemuPeer { MemoryFolder = "/nowhere" }.Probe().Reason, Does.Contain("/nowhere"));

    [Test]
    public void ProgramThatIsHere_HasAVersion() => Assert.That(QemuHere.Program().Version, Does.Match(@"^\d+\.\d+"));

    [TestCase("QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7)\nCopyright\n", "7.2.22")]
    [TestCase("QEMU emulator version 10.0.0-rc1\n", "10.0.0-rc1")]
    [TestCase("QEMU emulator version \n", null)]
    [TestCase("QEMU emulator version x", null)]
    [TestCase("qemu 7.2", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Version_IsOneWord(string? answer, string? version) => Assert.That(QemuVersion.Parse(answer), Is.EqualTo(version));

    [TestCase(QemuMachineType.Pc, 0xE0000000ul, 0xC0000000ul, 0x20000000ul)]
    [TestCase(QemuMachineType.Q35, 0x100000000ul, 0x80000000ul, 0x80000000ul)]
    [TestCase(QemuMachineType.Microvm, 0xC0000000ul, 0xC0000000ul, 0ul)]
    [TestCase(QemuMachineType.Microvm, 0xC0100000ul, 0xC0000000ul, 0x100000ul)]
    public void Ram_IsSplitAsTheMachineSplitsIt(QemuMachineType machine, ulong size, ulong below, ulong above)
    {
        var split = QemuRam.Split(machine, size);
        Assert.That((split.Below4G, split.Above4G), Is.EqualTo((below, above)));
    }

    [Test]
    public void Ram_IsSplitWhereTheOptionSays() =>
        Assert.That(QemuRam.Split(QemuMachineType.Q35, 64 << 20, 32 << 20).Above4G, Is.EqualTo(32ul << 20));

    [TestCase(QemuMachineType.Q35, QemuBalloonInterface.Mmio)]
    [TestCase(QemuMachineType.Microvm, QemuBalloonInterface.ModernPci)]
    public void InterfaceThatTheMachineHasNot_IsRefused(QemuMachineType machine, QemuBalloonInterface dialect)
    {
        var options = new QemuMachineOptions { Machine = machine, Interface = dialect };
        Assert.That(async () => await QemuMachine.StartAsync(new("/nowhere", "7.2.22", false), options), Throws.ArgumentException);
    }

    [TestCase(1ul << 20)]
    [TestCase((64ul << 20) + 4096)]
    public void RamOutOfRange_IsRefused(ulong size)
    {
        var options = new QemuMachineOptions { RamSize = size };
        Assert.That(async () => await QemuMachine.StartAsync(new("/nowhere", "7.2.22", false), options), Throws.ArgumentException);
    }
}
