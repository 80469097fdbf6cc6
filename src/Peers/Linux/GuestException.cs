namespace Ballast.Peers.Linux;

/// <summary>A Linux guest failed. The message is one line, followed by the last lines of its console.</summary>
public sealed class GuestException : Exception
{
    internal GuestException(GuestFailure failure, string summary, IReadOnlyList<string> console, Exception? cause = null)
        : base(Compose(summary, console), cause)
    {
        Failure = failure;
        Summary = summary;
        ConsoleLines = console;
    }

    /// <summary>The kind of failure.</summary>
    public GuestFailure Failure { get; }

    /// <summary>The failure in one line.</summary>
    public string Summary { get; }

    /// <summary>The last lines of the guest's console, at most forty.</summary>
    public IReadOnlyList<string> ConsoleLines { get; }

    private static string Compose(string summary, IReadOnlyList<string> console) => console.Count == 0
        ? summary
        : $"{summary}{Environment.NewLine}  the guest's last words:{Environment.NewLine}    "
            + string.Join($"{Environment.NewLine}    ", console);
}
