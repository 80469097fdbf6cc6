namespace Ballast.Cli.Tests.Infrastructure;

/// <summary>Runs command lines in this process and keeps what they print.</summary>
internal static class Shell
{
    public static async Task<Answer> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var bytes = new MemoryStream();
        var code = await BallastCommand.RunAsync(args, new Terminal(output, error, () => new KeptStream(bytes)));
        return new(code, output.ToString(), error.ToString(), bytes.ToArray());
    }

    // The command closes standard output; what went there is looked at afterwards.
    private sealed class KeptStream(MemoryStream kept) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing && CanRead) WriteTo(kept);
            base.Dispose(disposing);
        }
    }
}
