namespace Ballast.Virtio.Balloon;

/// <summary>The configuration space of a balloon, little-endian also on legacy devices (virtio 1.4, 5.5.4).</summary>
// struct virtio_balloon_config { le32 num_pages; le32 actual; le32 free_page_hint_cmd_id; le32 poison_val; };
public static class BalloonConfiguration
{
    /// <summary>num_pages: the size of the balloon that the host wants, in pages of 4 KiB. Read-only to the driver.</summary>
    public const int NumPagesOffset = 0;

    /// <summary>actual: the size of the balloon as the driver says, in pages of 4 KiB.</summary>
    public const int ActualOffset = 4;

    /// <summary>free_page_hint_cmd_id, with FREE_PAGE_HINT. Read-only to the driver.</summary>
    public const int FreePageHintCommandIdOffset = 8;

    /// <summary>poison_val, with PAGE_POISON.</summary>
    public const int PoisonValueOffset = 12;

    /// <summary>Bytes of the whole structure.</summary>
    public const int Size = 16;

    /// <summary>Bytes of the structure up to the last field that a set of features makes valid.</summary>
    public static int SizeWith(FeatureSet features, Dialect dialect) =>
        features.Has(Feature.PagePoison) ? Size
        : dialect == Dialect.Hint && features.Has(Feature.FreePageHint) ? PoisonValueOffset
        : FreePageHintCommandIdOffset;

    /// <summary>The specification's name of the field at an offset, or null.</summary>
    public static string? NameOf(int offset) => offset switch
    {
        NumPagesOffset => "num_pages",
        ActualOffset => "actual",
        FreePageHintCommandIdOffset => "free_page_hint_cmd_id",
        PoisonValueOffset => "poison_val",
        _ => null,
    };
}
