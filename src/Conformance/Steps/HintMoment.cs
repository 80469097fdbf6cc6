namespace Ballast.Conformance.Steps;

/// <summary>How a block is hinted in a scenario that has many of them.</summary>
internal enum HintMoment
{
    /// <summary>Not at all.</summary>
    Never,

    /// <summary>Under the current command id.</summary>
    UnderTheId,

    /// <summary>Under the current command id, but for the first and the last byte.</summary>
    ButForItsEnds,

    /// <summary>Under the id before the current one.</summary>
    UnderTheIdBefore,

    /// <summary>When the driver has ended its round.</summary>
    AfterStop,
}
