namespace Ballast.Conformance.Steps;

/// <summary>When the guest writes a block in a scenario that has many of them.</summary>
internal enum WriteMoment
{
    /// <summary>Not at all, once the migration has begun.</summary>
    Never,

    /// <summary>After the command id was issued, before the hint.</summary>
    BeforeTheHint,

    /// <summary>When the device has taken the hint.</summary>
    AfterTheHint,

    /// <summary>When the driver has ended its round.</summary>
    AfterStop,
}
