using System.CommandLine;

namespace Ballast.Cli;

/// <summary>A command whose help ends in examples.</summary>
/// <param name="name">Name of the command.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="examples">Command lines to copy, with what each is for.</param>
internal sealed class ExampledCommand(string name, string description, string examples) : Command(name, description)
{
    public string Examples => examples;
}
