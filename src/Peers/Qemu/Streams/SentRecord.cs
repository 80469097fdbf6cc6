namespace Ballast.Peers.Qemu.Streams;

/// <summary>One time that a page was sent.</summary>
/// <param name="Position">Byte of the stream at which its record begins.</param>
/// <param name="Section">The section that it stands in.</param>
/// <param name="IsZero">Whether it was sent as zero, without content.</param>
public readonly record struct SentRecord(long Position, QemuSection Section, bool IsZero);
