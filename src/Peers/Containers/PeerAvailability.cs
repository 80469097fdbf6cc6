using System.Diagnostics.CodeAnalysis;

namespace Ballast.Peers.Containers;

/// <summary>Whether a peer of a release is ready to run.</summary>
/// <param name="Image">Its image.</param>
/// <param name="Peer">The peer, if it is ready.</param>
/// <param name="Reason">What is missing, in one line, if not.</param>
/// <param name="Remedy">What to do about it, if not.</param>
public sealed record PeerAvailability(PeerImage Image, PreparedPeer? Peer, string? Reason, string? Remedy)
{
    /// <summary>Whether containers of it can be started.</summary>
    [MemberNotNullWhen(true, nameof(Peer))]
    [MemberNotNullWhen(false, nameof(Reason), nameof(Remedy))]
    public bool IsAvailable => Peer is not null;
}
