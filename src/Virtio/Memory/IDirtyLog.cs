namespace Ballast.Virtio.Memory;

/// <summary>
/// Which pages of one RAM block must be sent. It keeps two bits for each page: the mark that migration sets for all RAM
/// in its set-up, and the mark of a write since logging began. Only the first can be filtered away, so that a page that
/// was written is never lost, whoever wrote it and whenever the filter runs (migration.filter.2).
/// Writers may mark from any thread while the migration synchronises.
/// </summary>
public interface IDirtyLog
{
    /// <summary>Whether writes are being logged.</summary>
    bool IsLogging { get; }

    /// <summary>Begins to log writes; earlier write marks are forgotten.</summary>
    void Start();

    /// <summary>Stops logging and forgets all marks.</summary>
    void Stop();

    /// <summary>Marks every page of the block, as the set-up of a migration does (migration.setup.1).</summary>
    void MarkAll();

    /// <summary>Notes a write of bytes of the block. Ignored while not logging.</summary>
    void MarkWritten(ulong offset, ulong length, DirtyClient by);

    /// <summary>
    /// Takes the set-up mark from the pages that are free (and-not, never assignment). Bit i of word w stands for page
    /// firstPage + 64 w + i of the block; the first page is a multiple of 64. Pages past the end of the block are ignored.
    /// </summary>
    /// <returns>How many pages lost their set-up mark and carry no write mark.</returns>
    ulong ClearFree(ulong firstPage, ReadOnlySpan<ulong> free);

    /// <summary>Moves all marks into a migration bitmap (one bit for each page of the block) and leaves the log empty.</summary>
    /// <returns>How many bits of the migration bitmap were set anew.</returns>
    ulong Synchronise(Span<ulong> migrationBitmap);

    /// <summary>How many pages carry a mark of either kind now.</summary>
    ulong CountMarked();
}
