namespace Ballast.Peers.Qemu.Streams;

/// <summary>One page record of a stream.</summary>
/// <param name="Block">The RAM block.</param>
/// <param name="Offset">Offset in the block, a multiple of the page size.</param>
/// <param name="Position">Byte of the stream at which the record begins.</param>
/// <param name="Section">The section that it stands in.</param>
public readonly record struct QemuPageRecord(QemuRamBlock Block, ulong Offset, long Position, QemuSection Section);
