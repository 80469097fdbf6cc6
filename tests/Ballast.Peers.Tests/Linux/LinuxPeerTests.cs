using Ballast.Peers.Linux;

namespace Ballast.Peers.Tests.Linux;

[Platform("Linux")]
public class LinuxPeerTests
{
    [Test]
    public void NoKernel_IsMissing_WithThePackage()
    {
        var availability = new LinuxPeer { KernelPath = "/nowhere/linux.uml" }.Probe();

        Assert.That(availability.IsAvailable, Is.False);
        Assert.That(availability.Reason, Is.EqualTo("there is no User Mode Linux at /nowhere/linux.uml"));
        Assert.That(availability.Remedy, Does.Contain("user-mode-linux"));
    }

    [Test]
    public void KernelWithoutRelease_IsMissing()
    {
        var availability = new LinuxPeer { KernelPath = "/bin/true" }.Probe();
        Assert.That(availability.Reason, Is.EqualTo("/bin/true --version names no release"));
    }

    [Test]
    public void EachThingThatIsMissing_IsNamed()
    {
        var kernel = LinuxHere.Kernel();

        Assert.That(new LinuxPeer { ModulesFolder = "/nowhere" }.Probe().Reason, Does.Contain("virtio_balloon.ko").And.Contain(kernel.Release));
        Assert.That(new LinuxPeer { BusyBoxPaths = ["/nowhere"] }.Probe().Reason, Does.Contain("BusyBox"));
        Assert.That(new LinuxPeer { BusyBoxPaths = ["/bin/sh"] }.Probe().Reason, Does.Contain("not statically linked"));
        Assert.That(new LinuxPeer { MemoryFolder = "/proc" }.Probe().Reason, Is.EqualTo("/proc is not on a tmpfs but on proc"));
    }

    [TestCase("/dev/shm", "rw,nosuid", "tmpfs", null)]
    [TestCase("/dev/shm", "rw,noexec", "tmpfs", "/dev/shm is mounted with noexec")]
    [TestCase("/dev/shm", "rw", "ext4", "/dev/shm is not on a tmpfs but on ext4")]
    [TestCase("/dev", "rw", "tmpfs", null)]
    [TestCase("/dev/sh", "rw", "tmpfs", "/dev/shm is not on a tmpfs but on overlay")]
    public void MemoryFolder_IsJudgedByItsMount(string point, string options, string type, string? objection)
    {
        string[] mounts = ["1 0 0:1 / / rw - overlay o rw", $"2 1 0:2 / {point} {options} shared:3 - {type} t rw", "broken", " - "];
        Assert.That(MemoryMount.Objection("/dev/shm", mounts), Is.EqualTo(objection));
    }

    [TestCase("6.1.176\n", "6.1.176")]
    [TestCase("6.12.0-rc1+", "6.12.0-rc1+")]
    [TestCase("", null)]
    [TestCase("../../etc", null)]
    [TestCase("6/../..", null)]
    [TestCase("6.1 and more", null)]
    public void Release_IsOneWord(string answer, string? release) =>
        Assert.That(KernelRelease.Parse(answer), Is.EqualTo(release));
}
