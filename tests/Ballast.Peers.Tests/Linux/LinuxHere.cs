using Ballast.Peers.Linux;

namespace Ballast.Peers.Tests.Linux;

internal static class LinuxHere
{
    private static readonly Lazy<LinuxAvailability> Probed = new(() => new LinuxPeer().Probe());

    public static UmlKernel Kernel()
    {
        var availability = Probed.Value;
        if (availability.IsAvailable)
            return availability.Kernel;

        var reason = $"{availability.Reason}; {availability.Remedy}";
        if (Environment.GetEnvironmentVariable("BALLAST_PEERS") == "required")
            Assert.Fail(reason);
        Assert.Ignore(reason);
        throw new InvalidOperationException(reason);
    }
}
