namespace Ballast.Peers.Linux;

/// <summary>Whether a folder can hold a guest's RAM. User Mode Linux keeps it in an unlinked file that it maps with
/// PROT_EXEC, and warns of anything that is not a tmpfs.</summary>
internal static class MemoryMount
{
    public static string? Objection(string folder) => Objection(folder, File.ReadLines("/proc/self/mountinfo"));

    // 36 35 98:0 /root /mount-point rw,noexec shared:1 - tmpfs source options
    internal static string? Objection(string folder, IEnumerable<string> mountInfo)
    {
        if (!Directory.Exists(folder))
            return $"there is no folder {folder} for the guest's RAM";

        var path = Path.GetFullPath(folder).TrimEnd('/') + '/';
        var (longest, options, type) = (0, "", "");
        foreach (var line in mountInfo)
        {
            var separator = line.IndexOf(" - ", StringComparison.Ordinal);
            var fields = line.Split(' ');
            if (separator < 0 || fields.Length < 6)
                continue;
            var point = fields[4].TrimEnd('/') + '/';
            if (path.StartsWith(point, StringComparison.Ordinal) && point.Length >= longest)
                (longest, options, type) = (point.Length, fields[5], line[(separator + 3)..].Split(' ')[0]);
        }

        if (type != "tmpfs")
            return $"{folder} is not on a tmpfs but on {(type.Length == 0 ? "an unknown file system" : type)}";
        return options.Split(',').Contains("noexec") ? $"{folder} is mounted with noexec" : null;
    }
}
