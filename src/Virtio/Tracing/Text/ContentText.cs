using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>What a chain means, in a few words.</summary>
internal static class ContentText
{
    private const int ShownRuns = 4;

    public static string Of(ChainContent content, IReadOnlyList<Rings.Buffer> buffers) => content switch
    {
        PageFrames frames => Frames(frames),
        Statistics statistics => statistics.Entries.Count == 0 ? "no statistics" : string.Join(", ", statistics.Entries.Select(Statistic)),
        Command command => $"command id {command.Id}",
        FreeBlock block => Block(block, buffers),
        PrimedBuffer primed => $"primed, {ByteCount.ToText(primed.Bytes)}",
        FreePageRequest request => $"request, low memory {ByteCount.ToText(request.LowMemory)} (0x{request.LowMemory:x})",
        FreePageAnswer answer => Answer(answer),
        Opaque opaque => $"{ByteCount.ToText(opaque.ReadableBytes)} to read, {ByteCount.ToText(opaque.WritableBytes)} to write",
        _ => throw new ArgumentException($"{content.GetType().Name} has no text", nameof(content)),
    };

    public static string Pages(ulong count) => count == 1 ? "1 page" : $"{count} pages";

    private static string Frames(PageFrames frames)
    {
        string shown = string.Join(' ', frames.Frames.Take(ShownRuns));
        string more = frames.Frames.Count > ShownRuns || frames.Omitted > 0 ? " …" : "";
        string behind = frames.TrailingBytes > 0 ? $", and {ByteCount.ToText((ulong)frames.TrailingBytes)} behind" : "";
        return $"{Pages(frames.Count)}{(shown.Length > 0 ? ": " : "")}{shown}{more}{behind}";
    }

    private static string Block(FreeBlock block, IReadOnlyList<Rings.Buffer> buffers) => buffers.Count switch
    {
        0 => $"pages, {ByteCount.ToText(block.Bytes)}",
        1 => $"pages 0x{buffers[0].Address:x} + {ByteCount.ToText(block.Bytes)}",
        _ => $"pages 0x{buffers[0].Address:x} + {ByteCount.ToText(buffers[0].Length)} and {buffers.Count - 1} more, {ByteCount.ToText(block.Bytes)}",
    };

    private static string Answer(FreePageAnswer answer)
    {
        string length = answer.BitmapBytes == answer.CarriedBytes
            ? $"bitmap of {ByteCount.ToText(answer.BitmapBytes)}"
            : $"bitmap said to be {ByteCount.ToText(answer.BitmapBytes)}, {ByteCount.ToText(answer.CarriedBytes)} carried";
        string set = answer.Pages is { } pages ? $"{Pages(pages.Pages + answer.Omitted)} set" : "unreadable";
        return $"answer, {Pages(answer.FreePages)} free, {length}, {set}";
    }

    private static string Statistic(StatisticEntry entry) => entry.Tag switch
    {
        StatisticTag.SwapIn => $"SWAP_IN {ByteCount.ToText(entry.Value)}",
        StatisticTag.SwapOut => $"SWAP_OUT {ByteCount.ToText(entry.Value)}",
        StatisticTag.MajorFaults => $"MAJFLT {entry.Value}",
        StatisticTag.MinorFaults => $"MINFLT {entry.Value}",
        StatisticTag.MemoryFree => $"MEMFREE {ByteCount.ToText(entry.Value)}",
        StatisticTag.MemoryTotal => $"MEMTOT {ByteCount.ToText(entry.Value)}",
        StatisticTag.Available => $"AVAIL {ByteCount.ToText(entry.Value)}",
        StatisticTag.Caches => $"CACHES {ByteCount.ToText(entry.Value)}",
        StatisticTag.HugePageAllocations => $"HTLB_PGALLOC {entry.Value}",
        StatisticTag.HugePageFailures => $"HTLB_PGFAIL {entry.Value}",
        _ => $"TAG_{(ushort)entry.Tag} {entry.Value}",
    };
}
