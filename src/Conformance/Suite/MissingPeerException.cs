namespace Ballast.Conformance.Suite;

/// <summary>A third party that was asked for is not there.</summary>
/// <param name="peer">Its name on the command line.</param>
/// <param name="reason">What is missing.</param>
/// <param name="remedy">How to get it, if known.</param>
public sealed class MissingPeerException(string peer, string reason, string? remedy)
    : Exception(remedy is null ? $"{peer}: {reason}" : $"{peer}: {reason}; {remedy}")
{
    /// <summary>Its name on the command line.</summary>
    public string Peer => peer;
}
