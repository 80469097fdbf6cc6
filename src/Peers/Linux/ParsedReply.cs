namespace Ballast.Peers.Linux;

/// <summary>One answer: exit status, output, and whether its beginning had to be dropped for its length.</summary>
internal readonly record struct ParsedReply(int ExitCode, byte[] Output, bool Overflowed);
