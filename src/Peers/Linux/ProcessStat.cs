using System.Globalization;

namespace Ballast.Peers.Linux;

/// <summary>What <c>/proc/PID/stat</c> says of a process (proc_pid_stat(5)).</summary>
internal readonly record struct ProcessStat(int Id, char State, int Parent, int Group, int Session)
{
    /// <summary>It runs no more, though its parent has not asked for its exit status.</summary>
    public bool IsDead => State is 'Z' or 'X' or 'x';

    /// <summary>It stands still: stopped by a signal or by its tracer.</summary>
    public bool IsStopped => State is 'T' or 't';

    public static ProcessStat? Read(string path)
    {
        try
        {
            return TryParse(File.ReadAllText(path), out var stat) ? stat : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process ended since its folder was listed; some files report that as ESRCH.
            return null;
        }
    }

    // The name stands in parentheses and may itself contain blanks and parentheses.
    public static bool TryParse(string text, out ProcessStat stat)
    {
        stat = default;
        var (open, close) = (text.IndexOf('('), text.LastIndexOf(')'));
        if (open < 0 || close < open)
            return false;
        var fields = text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 4 || fields[0].Length != 1 || !Number(text.AsSpan(0, open), out var id)
            || !Number(fields[1], out var parent) || !Number(fields[2], out var group) || !Number(fields[3], out var session))
            return false;
        stat = new ProcessStat(id, fields[0][0], parent, group, session);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number);
}
