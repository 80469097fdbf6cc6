using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ballast.Cli;

/// <summary>What is wrong with a command line.</summary>
internal static class CommandLineFault
{
    /// <summary>The first fault in one line, with the help that mends it; null when there is none.</summary>
    public static string? Of(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true }) return null;
        string? fault = UnknownOption(parsed.Tokens) ?? UnknownCommand(parsed) ?? (parsed.Errors.Count > 0 ? parsed.Errors[0].Message : null);
        return fault is null ? null : $"{fault} See '{PathOf(parsed.CommandResult)} --help'.";
    }

    // The parser takes an option that it does not know for an argument or for the value of the option before.
    private static string? UnknownOption(IEnumerable<Token> tokens) =>
        tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
            .Where(t => t.Type == TokenType.Argument && t.Value.Length > 1 && t.Value[0] == '-' && !char.IsAsciiDigit(t.Value[1]))
            .Select(t => $"Unrecognized option '{t.Value}'.").FirstOrDefault();

    private static string? UnknownCommand(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var first, ..] ? $"There is no command '{first}'." : null;

    private static string PathOf(CommandResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = result; at is CommandResult { Command: not RootCommand } command; at = at.Parent) names.Push(command.Command.Name);
        names.Push("ballast");
        return string.Join(' ', names);
    }
}
