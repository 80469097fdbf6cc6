namespace Ballast.Cli.Explaining;

/// <summary>An explanation as people see it: a headline, then fields with a name and one or more lines.</summary>
internal sealed class Sheet(Terminal terminal)
{
    private const int NameWidth = 10;
    private const int Few = 12;

    public void Head(string line) => terminal.WriteLine(line);

    public void Text(string line) => terminal.WriteLine($"      {line}");

    public void Gap() => terminal.WriteLine();

    /// <summary>A field; nothing when it has no lines.</summary>
    public void Field(string name, params IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            terminal.WriteLine($"      {name.PadRight(NameWidth)}  {line}");
            name = "";
        }
    }

    /// <summary>A field of which the first lines are enough.</summary>
    public void Some(string name, IReadOnlyList<string> lines) =>
        Field(name, lines.Count <= Few ? lines : [.. lines.Take(Few), $"and {lines.Count - Few} more"]);
}
