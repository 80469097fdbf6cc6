using System.IO.Hashing;
using Ballast.Virtio.Memory;

namespace Ballast.Migration.Wire;

/// <summary>
/// The stream of a Ballast migration, version 1. All numbers are little-endian; a page has 4096 bytes.
/// <code>
/// source → destination
///   StreamHeader, one BlockEntry and name for each RAM block, check (8 bytes)
///   records: RecordHeader, then by kind
///     RoundStart   nothing; FirstPage is the round's number, Count is 1 when the guest stands still
///     Data         one 8-byte checksum for each page (XXH3, 64 bits), then the pages
///     Zero         nothing: the pages read as zero
///     Free         nothing: the guest does not need the pages any more; they read as zero
///     End          EndTotals; the destination answers Complete
///     Released     nothing: the source has let go, the guest is the destination's
///     Abort        Count bytes of UTF-8: why the source gave up
/// destination → source
///   ReturnHeader and its text: Accepted or Refused after the header, Failed at any time, Complete after End
/// </code>
/// The check of each record is XXH3 over its control bytes (all but the pages themselves, whose checksums are control
/// bytes), seeded with the check before it. So a record that is damaged, lost, repeated or out of order is found at its
/// header, and the check of the end record covers the whole stream.
/// A guest writes to pages while they are sent, so a page may differ from its checksum and still do no harm: it is
/// dirty and comes again. The destination keeps such pages in doubt until they come again, read as zero or are free. A page
/// in doubt at the end, or any mismatch while the guest stands still, means that the stream is corrupted.
/// </summary>
public static class StreamFormat
{
    /// <summary>The first eight bytes: "BALLAST" and a line feed, which text-mode transfers would change.</summary>
    public const ulong Magic = 0x0A_54_53_41_4C_4C_41_42;

    /// <summary>The version that this assembly speaks.</summary>
    public const ushort Version = 1;

    /// <summary>RAM blocks that a stream may have.</summary>
    public const int MaxBlocks = 256;

    /// <summary>Bytes of UTF-8 in a block's name.</summary>
    public const int MaxNameBytes = 255;

    /// <summary>Pages in one data record: 1 MiB.</summary>
    public const int MaxDataPages = 256;

    /// <summary>Bytes of UTF-8 in a reason.</summary>
    public const int MaxTextBytes = 512;

    /// <summary>Bytes of a page.</summary>
    public const int PageSize = PageRun.PageSize;

    /// <summary>The check of control bytes.</summary>
    internal static ulong Check(ReadOnlySpan<byte> control, ulong before) => XxHash3.HashToUInt64(control, (long)before);

    /// <summary>The checksum of one page.</summary>
    internal static ulong Checksum(ReadOnlySpan<byte> page) => XxHash3.HashToUInt64(page);
}
