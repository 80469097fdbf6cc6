namespace Ballast.Conformance.Clauses;

/// <summary>One normative statement.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Origin">Section of virtio 1.4, or the patch of the 2016 series.</param>
/// <param name="Who">Whom it binds.</param>
/// <param name="Level">How binding it is.</param>
/// <param name="AppliesTo">Transports, rings and features for which it holds; "all", or the dialect of the series.</param>
/// <param name="Observable">Where it can be seen: trace, trace+payload, trace+stimulus, RAM, ring, state, stream, bench, none.</param>
/// <param name="Statement">What it says, in one sentence.</param>
/// <param name="HowObserved">How one sees whether it is kept.</param>
public sealed record Clause(
    ClauseId Id, string Origin, Party Who, ClauseLevel Level, string AppliesTo, string Observable, string Statement, string HowObserved)
{
    /// <summary>The side that keeps or breaks it.</summary>
    public Side Side => Who switch
    {
        Party.Driver or Party.Guest => Side.Driver,
        Party.Device or Party.Host => Side.Device,
        Party.Machine => Side.Machine,
        _ => Side.Migration,
    };

    /// <summary>Whether anything outside the bound side shows if it is kept.</summary>
    public bool IsObservable => Observable != "none";
}
