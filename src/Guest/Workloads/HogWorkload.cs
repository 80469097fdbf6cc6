using Ballast.Guest.Memory;

namespace Ballast.Guest.Workloads;

/// <summary>A program that fills all free memory with data that is not zero, and ends: what it leaves in free pages is garbage.</summary>
public sealed class HogWorkload : IWorkload
{
    private const int StepBlocks = 16;

    private readonly Stack<PageBlock> _blocks = new();
    private int _order = PageBlock.MaximumOrder;

    /// <inheritdoc/>
    public string Name => "hog";

    /// <inheritdoc/>
    public bool IsEndless => false;

    /// <inheritdoc/>
    public TimeSpan Pause => TimeSpan.Zero;

    /// <inheritdoc/>
    public bool Step(ProgramMemory memory, TimeProvider time)
    {
        for (int blocks = 0; blocks < StepBlocks; blocks++)
        {
            PageBlock block;
            while (!memory.Allocator.TryAllocate(_order, out block))
            {
                if (--_order >= 0) continue;
                while (_blocks.TryPop(out var used)) memory.Free(used.Run);
                _order = PageBlock.MaximumOrder;
                return false;
            }
            memory.Write(block.Run);
            _blocks.Push(block);
        }
        return true;
    }
}
