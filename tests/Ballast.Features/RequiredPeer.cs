namespace Ballast.Features;

/// <summary>Real peers, which a machine may lack.</summary>
internal static class RequiredPeer
{
    /// <summary>Skips the test with the reason when the peer is missing, and fails it instead when BALLAST_PEERS=required.</summary>
    public static void Check(bool isAvailable, string? reason, string? remedy)
    {
        if (isAvailable) return;
        string why = $"{reason}; {remedy}";
        if (Environment.GetEnvironmentVariable("BALLAST_PEERS") == "required") Assert.Fail(why);
        Assert.Ignore(why);
    }
}
