using Ballast.Conformance.Matrix;
using Ballast.Conformance.Suite;

namespace Ballast.Conformance.Tests.Matrix;

public sealed class MatrixFileTests
{
    [Test]
    public void Runs_AreReadWithAllTheySay()
    {
        var entries = MatrixFile.Parse("m.yaml", """
            # two of them
            - name: old kernel
              driver: linux:bullseye
              features: [features/hinting, features/queues]
              tags: "@MUST"
            - name: QEMU
              device: qemu:trixie
              features: features/balloon
              ring: packed
              transport: mmio
            """);

        Assert.That(entries.Select(e => e.Name), Is.EqualTo(["old kernel", "QEMU"]));
        Assert.That(entries[0].Driver, Is.EqualTo(SideSpec.Parse("linux:bullseye")));
        Assert.That(entries[0].Device, Is.EqualTo(SideSpec.Reference));
        Assert.That(entries[0].Features, Is.EqualTo(["features/hinting", "features/queues"]));
        Assert.That(entries[0].Tags, Is.EqualTo("@MUST"));
        Assert.That((entries[0].IsDevice, entries[1].IsDevice), Is.EqualTo((false, true)));
        Assert.That(entries[1].Features, Is.EqualTo(["features/balloon"]));
        Assert.That((entries[1].Ring, entries[1].Transport), Is.EqualTo(("packed", "mmio")));
        Assert.That(entries[1].Subject.ToString(), Is.EqualTo("qemu:trixie"));
    }

    [Test]
    public void EverythingElse_IsLeftToTheSuite()
    {
        var entry = MatrixFile.Parse("m.yaml", "[{ name: ours, driver: reference, ring: all }]").Single();

        Assert.That(entry, Is.EqualTo(new MatrixEntry("ours", SideSpec.Reference, SideSpec.Reference, entry.Features, null, null, null)));
        Assert.That(entry.Features, Is.Empty);
    }

    [TestCase("", 1, "a list of runs is needed")]
    [TestCase("[]", 1, "a list of runs is needed")]
    [TestCase("a: b", 1, "a list of runs is needed")]
    [TestCase("- a", 1, "a run is a mapping")]
    [TestCase("- driver: linux", 1, "a run says its name")]
    [TestCase("- name: a", 1, "'a' says no driver and no device")]
    [TestCase("- name: a\n  driver: linux\n  colour: red", 3, "'colour' is unknown")]
    [TestCase("- name: a\n  name: b\n  driver: linux", 2, "'name' occurs twice")]
    [TestCase("- name: a\n  features: x\n  features: y\n  driver: linux", 3, "'features' occurs twice")]
    [TestCase("- name: a\n  driver: linux:sid", 2, "driver: there is no release 'sid' of Linux here: bullseye, bookworm, trixie")]
    [TestCase("- name: a\n  device: qemu:sid", 2, "device: there is no release 'sid' of QEMU here: bullseye, bookworm, trixie; a path has a '/' in it, ./sid say")]
    [TestCase("- name: a\n  device: linux", 2, "device: 'linux' is a driver: use --driver")]
    [TestCase("- name: a\n  driver: linux\n  device: qemu", 3, "device: one side can be somebody else's: the other is ours, and drives it")]
    [TestCase("- name: a\n  driver: linux\n  ring: round", 3, "ring 'round': split, packed or all")]
    [TestCase("- name: a\n  driver: linux\n  transport: ccw", 3, "transport 'ccw': direct, pci, mmio or all")]
    [TestCase("- name: a\n  driver: linux\n  tags: []", 3, "the value of tags is text")]
    [TestCase("- name: a\n  driver: linux\n- name: a\n  driver: linux", 3, "there are two runs named 'a'")]
    [TestCase("- name: a\n  driver: linux\n---\n- name: b\n  driver: linux", 3, "only one document is allowed")]
    public void WhatIsWrong_IsSaidWithItsLine(string text, int line, string reason)
    {
        var e = Assert.Throws<MatrixFileException>(() => MatrixFile.Parse("m.yaml", text));

        Assert.That(e.Message, Is.EqualTo($"m.yaml:{line}: {reason}"));
    }

    [TestCase("- name: [")]
    [TestCase("&a [*a]")]
    [TestCase("- &a { name: x, driver: *a }")]
    [TestCase("{{{{")]
    [TestCase("\0")]
    public void WhatIsNoYaml_IsRefused(string text) =>
        Assert.That(() => MatrixFile.Parse("m.yaml", text), Throws.InstanceOf<MatrixFileException>());

    [Test]
    public void MatrixOfTheReleases_NamesThemAll()
    {
        string file = Path.Combine(SuiteFiles.Find(TestContext.CurrentContext.TestDirectory).Root, "fixtures", "matrix", "releases.yaml");

        var entries = MatrixFile.Parse(file, File.ReadAllText(file));

        Assert.That(entries.Select(e => e.Subject.ToString()), Is.EqualTo(Ballast.Peers.Containers.ReleaseCatalogue.Images.Select(i => i.Name)));
        Assert.That(entries.SelectMany(e => e.Features).Select(f => Path.Combine(Path.GetDirectoryName(file)!, "..", "..", f)), Has.All.Exist);
    }
}
