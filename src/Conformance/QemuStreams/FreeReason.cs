namespace Ballast.Conformance.QemuStreams;

/// <summary>Why nobody needs what a page holds.</summary>
internal enum FreeReason : byte
{
    /// <summary>It is in use, as far as anybody knows.</summary>
    None,

    /// <summary>It was hinted under the current command id, and not written since the id was issued.</summary>
    Hinted,

    /// <summary>It is in the balloon.</summary>
    Inflated,

    /// <summary>It came back out of the balloon, and was not written since.</summary>
    Deflated,

    /// <summary>It was reported free, and not written since.</summary>
    Reported,
}
