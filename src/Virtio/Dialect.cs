namespace Ballast.Virtio;

/// <summary>Which free-page protocol feature bit 3 and queue 3 speak. Chosen for each machine, since both use the same bit.</summary>
public enum Dialect
{
    /// <summary>FREE_PAGE_HINT of virtio 1.1 and later (5.5.6.5).</summary>
    Hint,

    /// <summary>GET_FREE_PAGES of the series of March 2016: a bitmap of free pages on request.</summary>
    Bitmap,
}
