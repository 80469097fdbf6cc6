using System.Xml.Linq;

namespace Ballast.Conformance.Tests;

/// <summary>Who may know whom.</summary>
public sealed class HouseTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Virtio"] = [],
        ["Host"] = ["Virtio"],
        ["Guest"] = ["Virtio"],
        ["Migration"] = ["Virtio"],
        ["Peers"] = ["Virtio", "Host"],
        ["Conformance"] = ["Virtio", "Host", "Guest", "Migration", "Peers"],
        ["Cli"] = ["Conformance"],
    };

    private static readonly string Root = FindRoot();

    [TestCaseSource(nameof(Projects))]
    public void Project_ReferencesOnlyWhatItMayKnow(string project)
    {
        var references = XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.That(references, Is.SubsetOf(Allowed[project]));
    }

    [Test]
    public void EveryProject_HasItsRule()
    {
        Assert.That(Projects(), Is.EquivalentTo(Allowed.Keys));
    }

    [Test]
    public void EveryProject_HasItsTests()
    {
        var tests = Directory.GetDirectories(Path.Combine(Root, "tests")).Select(Path.GetFileName);

        Assert.That(Projects().Select(p => $"Ballast.{p}.Tests"), Is.SubsetOf(tests));
    }

    [Test]
    public void TopLevel_HasNoOtherFolders()
    {
        string[] known = ["features", "fixtures", "src", "tests", ".github", ".ci", ".git"];
        var folders = Directory.GetDirectories(Root).Select(Path.GetFileName)
            .Where(f => f is not ("TestResults" or "BenchmarkDotNet.Artifacts" or ".vs" or ".idea" or ".vscode"));

        Assert.That(folders, Is.SubsetOf(known));
    }

    private static IEnumerable<string> Projects() =>
        Directory.GetDirectories(Path.Combine(Root, "src")).Select(d => Path.GetFileName(d)!);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ConformanceSuite.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
