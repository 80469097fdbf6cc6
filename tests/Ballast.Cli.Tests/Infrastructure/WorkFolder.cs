namespace Ballast.Cli.Tests.Infrastructure;

/// <summary>A folder of its own, current while the test runs.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ballast-");

    public WorkFolder() => Environment.CurrentDirectory = _folder.FullName;

    public string Path => _folder.FullName;

    public string Write(string name, string content)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return name;
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Delete(recursive: true);
    }
}
