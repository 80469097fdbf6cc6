namespace Ballast.Migration.Wire;

/// <summary>What a record says (see <see cref="StreamFormat"/>).</summary>
public enum RecordKind : ushort
{
    /// <summary>A round begins.</summary>
    RoundStart = 1,

    /// <summary>Pages with their content.</summary>
    Data = 2,

    /// <summary>Pages that are zero.</summary>
    Zero = 3,

    /// <summary>Pages that were sent before and that the guest does not need any more.</summary>
    Free = 4,

    /// <summary>Everything was sent.</summary>
    End = 5,

    /// <summary>The source has let go of the guest.</summary>
    Released = 6,

    /// <summary>The source gives up.</summary>
    Abort = 7,
}
