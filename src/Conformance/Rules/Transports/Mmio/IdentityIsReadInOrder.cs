using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A driver begins with registers that tell what the device is, and touches no other before.</summary>
/// <param name="clause">The clause.</param>
/// <param name="before">Registers that it may have read before.</param>
/// <param name="wanted">Registers that have to be read first.</param>
internal sealed class IdentityIsReadInOrder(ClauseId clause, IReadOnlyList<int> before, params IReadOnlyList<int> wanted) : MmioRule(clause)
{
    private readonly HashSet<int> _read = [];
    private bool _isJudged;

    protected override void Read(RegisterRead read, int register, ulong value) => Look(read, register, isRead: true);

    protected override void Written(RegisterWritten written, int register, ulong value) => Look(written, register, isRead: false);

    private void Look(TraceEvent e, int register, bool isRead)
    {
        if (_isJudged || !BeganEarly) return;
        bool isReady = before.All(_read.Contains);
        if (isRead && (isReady ? wanted : before).Contains(register))
        {
            _read.Add(register);
            if (!wanted.All(_read.Contains)) return;
            _isJudged = true;
            Kept(e);
            return;
        }
        _isJudged = true;
        Broken(e, $"{At(register)} is accessed before {string.Join(" and ", (isReady ? wanted : [.. before, .. wanted]).Where(r => !_read.Contains(r)).Select(At))}");
    }
}
