using Ballast.Guest.Memory;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Workloads;

/// <summary>
/// A program that takes memory here and there and writes it. Without a limit it takes all that it can get, also what the
/// driver holds of free page hints. It keeps what it has, or frees it in the end and leaves garbage.
/// </summary>
/// <param name="bytes">How much to take; null for all that can be had.</param>
/// <param name="seed">Seed of the sizes of its pieces.</param>
/// <param name="keeps">Whether it keeps what it has.</param>
public sealed class TakeWorkload(ulong? bytes = null, ulong seed = 1, bool keeps = true) : IWorkload
{
    private const int LargestOrder = 6;
    private const int StepBlocks = 64;

    private readonly Stack<PageBlock> _toFree = new();
    private readonly Random _random = new(unchecked((int)seed));
    private ulong _left = bytes is { } b ? b / PageRun.PageSize : ulong.MaxValue;

    /// <inheritdoc/>
    public string Name => "take";

    /// <inheritdoc/>
    public bool IsEndless => false;

    /// <inheritdoc/>
    public TimeSpan Pause => TimeSpan.Zero;

    /// <inheritdoc/>
    public bool Step(ProgramMemory memory, TimeProvider time)
    {
        for (int blocks = 0; blocks < StepBlocks && _left > 0; blocks++)
        {
            int order = _random.Next(LargestOrder + 1);
            while (1UL << order > _left) order--;
            PageBlock block;
            while (!memory.TryAllocate(order, out block))
            {
                if (--order < 0) return End(memory);
            }
            memory.Write(block.Run);
            if (!keeps) _toFree.Push(block);
            _left -= block.Pages;
        }
        return _left > 0 || End(memory);
    }

    private bool End(ProgramMemory memory)
    {
        while (_toFree.TryPop(out var block)) memory.Free(block.Run);
        return false;
    }
}
