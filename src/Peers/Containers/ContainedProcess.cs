using System.Globalization;

namespace Ballast.Peers.Containers;

/// <summary>Finds a process of a container among those of this machine.</summary>
internal static class ContainedProcess
{
    private const string Numbers = "NSpid:";

    /// <summary>The process id here of the process that says of itself, such as <c>24 pid:[4026532179]</c>.</summary>
    public static int? Find(string greeting) => Find(greeting, "/proc");

    internal static int? Find(string greeting, string processes)
    {
        if (greeting.Split(' ') is not [var inside, ['p', 'i', 'd', ':', '[', .., ']'] space] || !int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return null;
        foreach (var folder in Directory.EnumerateDirectories(processes))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var here)
                && IsKnownAs(inside, $"{folder}/status") && SpaceOf($"{folder}/ns/pid") == space)
                return here;
        }

        return null;
    }

    // NSpid:  4711  24
    private static bool IsKnownAs(string inside, string status)
    {
        try
        {
            return File.ReadLines(status).FirstOrDefault(l => l.StartsWith(Numbers, StringComparison.Ordinal)) is { } line
                && line[Numbers.Length..].Split('\t', StringSplitOptions.RemoveEmptyEntries)[^1].Trim() == inside;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? SpaceOf(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
