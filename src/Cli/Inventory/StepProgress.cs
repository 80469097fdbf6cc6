namespace Ballast.Cli.Inventory;

/// <summary>How a long step goes: in place where a person looks on, else one line for each stage of it.</summary>
internal sealed class StepProgress(Terminal terminal)
{
    private const int LineWidth = 100;
    private readonly HashSet<string> _stages = [];

    /// <summary>A step begins or ends.</summary>
    public void Say(string line)
    {
        terminal.Draw("");
        terminal.Note(line);
        lock (_stages) _stages.Clear();
    }

    /// <summary>What it is at. Called from any thread.</summary>
    public void At(string line)
    {
        lock (_stages)
        {
            if (terminal.IsLive) terminal.Draw(line.Length > LineWidth ? line[..LineWidth] : line);
            // I: Retrieving libc6 2.36-9: the first of its sort stands for all of them.
            else if (_stages.Add(string.Join(' ', line.Split(' ').Take(2)))) terminal.Note($"    {line}");
        }
    }
}
