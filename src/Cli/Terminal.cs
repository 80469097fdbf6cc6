using Spectre.Console;

namespace Ballast.Cli;

/// <summary>Where a command writes: results to standard output, everything else to standard error.</summary>
/// <param name="output">Standard output as text.</param>
/// <param name="error">Standard error as text.</param>
/// <param name="openOutput">Standard output as bytes, for machine-readable results.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, Func<Stream> openOutput)
{
    private TextWriter _people = output;

    /// <summary>What a command found out, for people: tables. On standard error when standard output carries a file.</summary>
    public IAnsiConsole Output { get; private set; } = Make(output);

    /// <summary>Standard output as text.</summary>
    public TextWriter Results { get; } = output;

    /// <summary>Standard input as text.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Progress.</summary>
    public IAnsiConsole Error { get; } = Make(error);

    /// <summary>Whether a progress line can be redrawn in place: only where a person looks on.</summary>
    public bool IsLive => Error.Profile.Out.IsTerminal && Error.Profile.Capabilities.Interactive;

    /// <summary>Writes a line for people, as it is: never cut or folded.</summary>
    public void WriteLine(string line = "") => _people.WriteLine(line);

    /// <summary>Draws a progress line in place; nothing where nobody looks on.</summary>
    public void Draw(string line)
    {
        if (!IsLive) return;
        error.Write($"\r{line}\e[K");
    }

    /// <summary>Writes a line on how things go, for whoever looks on. May be called from any thread.</summary>
    public void Note(string line)
    {
        lock (error) error.WriteLine(line);
    }

    /// <summary>Writes one line to standard error that says what to do.</summary>
    public void Fail(string message) => error.WriteLine($"ballast: {message.ReplaceLineEndings("\n         ")}");

    /// <summary>Opens a file that the user named; "-" is standard output, and then people read standard error.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Stream Create(string path) => path == "-" ? openOutput() : File.Create(path);

    /// <summary>Keeps standard output free for a machine when one of the files is "-".</summary>
    public void KeepFree(params ReadOnlySpan<string?> files)
    {
        if (!files.Contains("-")) return;
        Output = Error;
        _people = error;
    }

    // Spectre honours NO_COLOR and finds out by itself whether this is a terminal.
    private static IAnsiConsole Make(TextWriter writer) => AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) });
}
