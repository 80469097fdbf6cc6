namespace Ballast.Conformance.Matrix;

/// <summary>What a run showed of a clause; what counts more comes later.</summary>
public enum MatrixCell
{
    /// <summary>Nothing: no scenario came to it.</summary>
    Unseen,

    /// <summary>It was kept wherever it was exercised.</summary>
    Kept,

    /// <summary>It was broken, as the expectations say.</summary>
    Expected,

    /// <summary>It was broken.</summary>
    Broken,
}
