using Ballast.Peers.Containers;

namespace Ballast.Peers.Tests.Containers;

public class EngineTests
{
    private const string Limits =
        "Limit                     Soft Limit           Hard Limit           Units     \n" +
        "Max processes             96364                unlimited            processes \n" +
        "Max open files            1024                 4096                 files     \n";

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("ballast-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    private PeerCache Cache => new(_folder.FullName);

    [Test]
    public void DockerHost_GoesBeforeAllElse()
    {
        var engine = ContainerEngine.Find(Cache, "unix:///somewhere.sock", "/nowhere", program => $"/bin/{program}")!;

        Assert.That(engine.Endpoint, Is.EqualTo(new Uri("unix:///somewhere.sock")));
        Assert.That(engine.Settings, Is.Null);
        Assert.That(engine.Command("ps").ArgumentList, Is.EqualTo(["--host", "unix:///somewhere.sock", "ps"]));
    }

    [Test]
    public void DockerSocket_GoesBeforePodman()
    {
        var socket = Path.Combine(_folder.FullName, "docker.sock");
        File.WriteAllText(socket, "");

        var engine = ContainerEngine.Find(Cache, null, socket, program => program == "podman" ? "/bin/podman" : null)!;

        Assert.That(engine.Command("ps").ArgumentList, Is.EqualTo(["--url", $"unix://{socket}", "ps"]));
    }

    [Test]
    public void Podman_TakesOurSettingsOnly()
    {
        var engine = ContainerEngine.Find(Cache, null, "/nowhere", program => $"/bin/{program}")!;

        var command = engine.Command("ps");

        Assert.That(engine.Endpoint, Is.Null);
        Assert.That(command.FileName, Is.EqualTo("/bin/podman"));
        Assert.That(command.Environment["CONTAINERS_CONF"], Does.StartWith(_folder.FullName));
        Assert.That(command.Environment["CONTAINERS_STORAGE_CONF"], Does.StartWith(_folder.FullName));
    }

    [Test]
    public void NoEngine_IsNone() => Assert.That(ContainerEngine.Find(Cache, null, "/nowhere", _ => null), Is.Null);

    [Test]
    public void Settings_StayInTheirFolderAndBelowHardLimits()
    {
        var settings = new EngineSettings(Cache.Engine);

        settings.Write(overlays: false, Limits, hasRunc: true);

        var text = string.Concat(Directory.EnumerateFiles(Cache.Engine).Select(File.ReadAllText));
        Assert.That(settings.Exist);
        Assert.That(text, Does.Contain("driver = \"vfs\"").And.Contain("nofile=4096:4096").And.Contain("nproc=5000:5000").And.Contain("runtime = \"runc\""));
        Assert.That(text, Does.Contain($"graphroot = \"{Cache.Engine}/store\"").And.Contain($"runroot = \"{Cache.Engine}/run\""));
    }

    [Test]
    public void DriverOfAStore_StaysWhatItWas()
    {
        var settings = new EngineSettings(Cache.Engine);
        settings.Write(overlays: false, Limits, hasRunc: true);

        settings.Write(overlays: true, Limits, hasRunc: false);

        var text = string.Concat(Directory.EnumerateFiles(Cache.Engine).Select(File.ReadAllText));
        Assert.That(text, Does.Contain("driver = \"vfs\"").And.Not.Contain("runtime ="));
    }

    [TestCase("")]
    [TestCase("Error: no such container")]
    [TestCase("24")]
    [TestCase("x pid:[1]")]
    [TestCase("1 net:[1]")]
    public void WordsThatAreNoProcess_FindNone(string greeting) => Assert.That(ContainedProcess.Find(greeting), Is.Null);

    [Test]
    [Platform("Linux")]
    public void ProcessOfOurOwnNumbering_IsFoundAsItself()
    {
        var here = new FileInfo("/proc/self/ns/pid").LinkTarget;

        Assert.That(ContainedProcess.Find($"{Environment.ProcessId} {here}"), Is.EqualTo(Environment.ProcessId));
    }
}
