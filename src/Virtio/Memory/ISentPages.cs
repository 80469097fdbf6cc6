namespace Ballast.Virtio.Memory;

/// <summary>
/// A dirty log that finds writes by comparing content, and so has to know what the destination was given. Without that, a
/// page that was sent while the guest changed it, and that the guest then changed back, looks unwritten: its content is
/// what it was when the log last looked, and the destination has something else.
/// A migration source asks the log of every block for this interface. Where it is there, the source copies each page out of
/// RAM first, decides by the copy (whether it is zero, say), sends the copy, and hands over the very same bytes.
/// </summary>
public interface ISentPages
{
    /// <summary>
    /// The destination was given this content for whole pages from the offset on, be it as bytes or as a mark for zeros.
    /// Called after the page's bit was taken from the migration bitmap, and never while <see cref="IDirtyLog.Synchronise"/> runs.
    /// </summary>
    /// <param name="offset">Offset in the block, a multiple of the page size.</param>
    /// <param name="content">What was sent, not what is in RAM by now; a multiple of the page size.</param>
    void Sent(ulong offset, ReadOnlySpan<byte> content);
}
