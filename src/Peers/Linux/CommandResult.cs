using System.Text;

namespace Ballast.Peers.Linux;

/// <summary>What a command in the guest did.</summary>
/// <param name="ExitCode">Its exit status, 0 to 255.</param>
/// <param name="OutputBytes">What it printed on standard output and standard error, byte for byte.</param>
public sealed record CommandResult(int ExitCode, ReadOnlyMemory<byte> OutputBytes)
{
    /// <summary>The output as UTF-8.</summary>
    public string Output => Encoding.UTF8.GetString(OutputBytes.Span);
}
