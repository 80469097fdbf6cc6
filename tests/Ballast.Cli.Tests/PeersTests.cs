using System.Text;
using System.Text.Json;
using Ballast.Cli.Inventory;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Conformance.Suite;
using Ballast.Peers.Containers;
using Ballast.Peers.Linux;
using Ballast.Peers.Qemu;
using Ballast.Virtio.Tests.Tracing;

namespace Ballast.Cli.Tests;

public sealed class PeersTests
{
    [Test]
    public async Task Peers_AreListedForAMachine()
    {
        var answer = await Shell.RunAsync("peers", "--json", "-");

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected));
        Assert.That(answer.Output, Is.Empty);
        Assert.That(json.RootElement.GetProperty("peers").EnumerateArray().Select(p => p.GetProperty("name").GetString()), Is.EqualTo(["linux", "qemu", "npm", .. ReleaseCatalogue.Images.Select(i => i.Name)]));
        Assert.That(JsonSchema.Load("fixtures/schemas/peers.schema.json").Accepts(json.RootElement));
    }

    [Test]
    [Platform("Linux")]
    public void MissingPeers_AreShownWithHowToGetThem()
    {
        var peers = PeerInventory.Look(new LinuxPeer { KernelPath = "/nowhere/linux.uml" }, new QemuPeer { ProgramPath = "/nowhere/qemu" }, [], "/nowhere", CancellationToken.None);
        using var output = new StringWriter();

        PeersView.Show(new Terminal(output, TextWriter.Null, () => Stream.Null), peers);

        Snapshot.Verify(output.ToString(), "PeersTests.missing");
    }

    [Test]
    [Platform("Linux")]
    public void MissingKernel_IsOneLineOfARun()
    {
        var missing = new LinuxPeer { KernelPath = "/nowhere/linux.uml" }.Probe();

        var line = new MissingPeerException("linux", missing.Reason!, missing.Remedy).Message;

        Assert.That(line, Is.EqualTo("linux: there is no User Mode Linux at /nowhere/linux.uml; apt-get install user-mode-linux busybox-static"));
    }

    [Test]
    [Platform("Linux")]
    public void NpmThatSaysNothing_IsNotHere()
    {
        var folder = Directory.CreateTempSubdirectory("ballast-");
        try
        {
            string npm = Path.Combine(folder.FullName, "npm");
            File.WriteAllText(npm, "#!/bin/sh\nexit 1\n");
            if (OperatingSystem.IsLinux()) File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserExecute);

            var peers = PeerInventory.Look(new LinuxPeer { KernelPath = "/nowhere/linux.uml" }, new QemuPeer { ProgramPath = "/nowhere/qemu" }, [], folder.FullName, CancellationToken.None);

            Assert.That(peers[2].Reason, Is.EqualTo($"{npm} --version says no version"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
