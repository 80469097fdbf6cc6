using Ballast.Peers.Containers;

namespace Ballast.Peers.Tests.Containers;

internal static class PreparedHere
{
    /// <summary>The one that must be there where peers are required.</summary>
    private const string Required = "linux:bookworm";

    public static async Task<PreparedPeer> PeerAsync(string name)
    {
        var found = await ContainerPeers.OfUser.ProbeAsync(ReleaseCatalogue.Find(name)!);
        if (found.IsAvailable)
            return found.Peer;

        var reason = $"{found.Reason}; {found.Remedy}";
        if (name == Required && Environment.GetEnvironmentVariable("BALLAST_PEERS") == "required")
            Assert.Fail(reason);
        Assert.Ignore(reason);
        throw new InvalidOperationException(reason);
    }
}
