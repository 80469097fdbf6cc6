using Ballast.Virtio;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Testbeds;

/// <summary>A queue of the hand-driven driver, with everything that came back from the device.</summary>
/// <param name="index">Index of the queue.</param>
/// <param name="ring">The driver's half.</param>
/// <param name="taken">Told of every chain that came back, in order.</param>
public sealed class HandDrivenQueue(int index, IDriverQueue ring, Action<UsedBuffer> taken)
{
    // An index that is wrong stays wrong, and would be found so for ever.
    private const int ViolationLimit = 64;

    private readonly List<UsedBuffer> _used = [];
    private readonly List<Violation> _violations = [];

    /// <summary>Index of the queue.</summary>
    public int Index => index;

    /// <summary>The driver's half.</summary>
    public IDriverQueue Ring => ring;

    /// <summary>What the device did wrong on the used ring.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Every chain that came back, in order.</summary>
    public IReadOnlyList<UsedBuffer> Used
    {
        get
        {
            Collect();
            return _used;
        }
    }

    /// <summary>Takes what has come back since the last look. A ring that shows what cannot be is looked at no more.</summary>
    public void Collect()
    {
        while (_violations.Count < ViolationLimit)
        {
            if (ring.TryTakeUsed(out var used, out var violation))
            {
                _used.Add(used);
                taken(used);
            }
            else if (violation is not null) _violations.Add(violation);
            else return;
        }
    }
}
