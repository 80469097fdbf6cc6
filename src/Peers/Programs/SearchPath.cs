namespace Ballast.Peers.Programs;

/// <summary>Finds programs as a shell would, and where only root has them on the path.</summary>
internal static class SearchPath
{
    private static readonly string[] Always = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    public static string? Find(string program, string? path = null) =>
        (path ?? Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(path is null ? Always : []).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
