namespace Ballast.Migration;

/// <summary>How free pages are kept out of a migration.</summary>
public enum MigrationFilter
{
    /// <summary>Not at all: all RAM is sent.</summary>
    None,

    /// <summary>The guest is asked for a bitmap before the bulk stage (GET_FREE_PAGES, the series of 2016).</summary>
    Bitmap,

    /// <summary>The guest gives hints while pages are sent (FREE_PAGE_HINT, virtio 1.4, 5.5.6.5).</summary>
    Hint,
}
