using Ballast.Peers.Containers;
using Ballast.Peers.Qemu;

namespace Ballast.Peers.Tests.Containers;

public class QemuInContainerTests
{
    [TestCase("qemu:bullseye", Category = "Matrix")]
    [TestCase("qemu:bookworm", Category = "Matrix")]
    [TestCase("qemu:trixie", Category = "Matrix")]
    public async Task MachinesOfARelease_ShareTheirRamAndEnd(string name)
    {
        var peer = await PreparedHere.PeerAsync(name);
        await using var container = new PeerContainer(peer);
        var found = await QemuPeer.ProbeAsync(container);
        Assert.That(found.IsAvailable, found.Reason);
        Assert.That(found.Program!.Version, Is.EqualTo(peer.Version));

        foreach (var options in (QemuMachineOptions[])[new() { FreePageHint = true }, new() { Machine = QemuMachineType.Microvm, Interface = QemuBalloonInterface.Mmio }])
        {
            var machine = await QemuMachine.StartAsync(found.Program, options);
            await using (machine)
            {
                machine.Ram.Bytes(0x200000, 4)[0] = 0x5A;
                Assert.That(machine.Qtest.Call("readb 0x200000"), Is.EqualTo("0x000000000000005a"));
            }

            Assert.That(File.Exists($"/proc/{machine.ProcessId}/stat"), Is.False);
        }

        Assert.That(Directory.EnumerateFileSystemEntries(container.RamFolder), Is.Empty);
        Assert.That(Directory.EnumerateDirectories(container.SharedFolder), Is.Empty);
    }

    [Test]
    public async Task PlaceWithoutQemu_IsMissing()
    {
        var peer = await PreparedHere.PeerAsync("linux:bookworm");
        await using var container = new PeerContainer(peer);

        var found = await QemuPeer.ProbeAsync(container);

        Assert.That(found.IsAvailable, Is.False);
        Assert.That(found.Reason, Does.Contain("qemu-system-x86_64"));
    }

    [TestCase("5.10.46", true)]
    [TestCase("5.11.0-rc1", true)]
    [TestCase("5.12.0", false)]
    [TestCase("6.1.176", false)]
    [TestCase("odd", false)]
    public void EmptyMessages_AreLostBeforeLinux512(string release, bool isLost) =>
        Assert.That(new Ballast.Peers.Linux.UmlKernel("linux.uml", release, "", "", "").LosesEmptyMessages, Is.EqualTo(isLost));
}
