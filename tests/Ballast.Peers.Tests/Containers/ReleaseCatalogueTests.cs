using Ballast.Peers.Containers;

namespace Ballast.Peers.Tests.Containers;

public class ReleaseCatalogueTests
{
    [Test]
    public void EveryRelease_HoldsLinuxAndQemu()
    {
        Assert.That(ReleaseCatalogue.Images.Select(i => i.Name), Is.EqualTo(
            ["linux:bullseye", "linux:bookworm", "linux:trixie", "qemu:bullseye", "qemu:bookworm", "qemu:trixie"]));
        Assert.That(ReleaseCatalogue.Images.Select(i => i.Release.SeriesOf(i.Kind)), Is.EqualTo(["5.10", "6.1", "6.12", "5.2", "7.2", "10.0"]));
    }

    [TestCase("linux:trixie", ExpectedResult = "ballast-peer:trixie-linux")]
    [TestCase("qemu:bullseye", ExpectedResult = "ballast-peer:bullseye-qemu")]
    [TestCase("linux:sid", ExpectedResult = null)]
    [TestCase("linux", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    public string? Peer_IsFoundByItsName(string name) => ReleaseCatalogue.Find(name)?.Reference;

    [Test]
    public void Containerfile_InstallsThePackagesOnTheRelease()
    {
        var text = ReleaseCatalogue.Find("linux:bullseye")!.Containerfile;

        Assert.That(text, Does.StartWith("FROM docker.io/library/debian:bullseye-slim\n").And.Contain("user-mode-linux busybox-static"));
    }

    [Test]
    public void Preparation_SaysEachStep()
    {
        var plan = new PeerPreparation(["podman", "debootstrap"], [ReleaseCatalogue.Find("qemu:trixie")!], FromRegistry: false, Objection: null);

        Assert.That(plan.Lines, Is.EqualTo(
        [
            "apt-get install --no-install-recommends podman debootstrap",
            "image ballast-peer:trixie-qemu: debootstrap trixie with qemu-system-x86 (fetches about 150 MiB, takes about 550 MiB)",
        ]));
        Assert.That(plan.IsEmpty, Is.False);
    }
}
