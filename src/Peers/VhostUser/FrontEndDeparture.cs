using Ballast.Virtio;

namespace Ballast.Peers.VhostUser;

/// <summary>How a connection ended.</summary>
/// <param name="Reason">In one line, why.</param>
/// <param name="Violation">What the front end did wrong, if it was that.</param>
/// <param name="Failure">Our own fault, if it was that.</param>
public sealed record FrontEndDeparture(string Reason, Violation? Violation = null, Exception? Failure = null)
{
    /// <inheritdoc/>
    public override string ToString() => Reason;
}
