using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tracing.Content;

/// <summary>An answer of the bitmap dialect (bitmap.answer.1).</summary>
/// <param name="FreePages">The count of free pages that the guest gives.</param>
/// <param name="BitmapBytes">The length of the bitmap that the guest gives, in bytes.</param>
/// <param name="CarriedBytes">Bytes of bitmap that the chain really carries.</param>
/// <param name="Pages">RAM pages whose bits are set, as far as the chain carries them; null when the answer is too malformed to tell.</param>
/// <param name="Omitted">RAM pages whose bits are set, but which were left out of the set because it had too many runs to keep.</param>
public sealed record FreePageAnswer(ulong FreePages, ulong BitmapBytes, ulong CarriedBytes, PageSet? Pages, ulong Omitted = 0) : ChainContent;
