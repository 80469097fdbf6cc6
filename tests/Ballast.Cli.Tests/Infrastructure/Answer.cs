namespace Ballast.Cli.Tests.Infrastructure;

/// <summary>What a command line said.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">Text on standard output.</param>
/// <param name="Error">Text on standard error.</param>
/// <param name="Bytes">Machine-readable results on standard output.</param>
internal sealed record Answer(ExitCode Code, string Output, string Error, byte[] Bytes)
{
    /// <summary>Asserts that the command refused with one line of this content, said nothing else, and gave this exit code.</summary>
    public void AssertRefusal(string line, ExitCode code = ExitCode.WrongUse)
    {
        Assert.That(Error, Is.EqualTo($"ballast: {line}\n"));
        Assert.That(Output, Is.Empty);
        Assert.That(Bytes, Is.Empty);
        Assert.That(Code, Is.EqualTo(code));
    }
}
