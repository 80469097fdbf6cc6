using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A rule about queue_reset, which follows each queue from the order to reset it until it is enabled again.</summary>
internal abstract class QueueResetRule(ClauseId clause) : PciRule(clause)
{
    private readonly Dictionary<int, QueueResetPhase> _phases = [];

    protected sealed override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e)) _phases.Clear();
        if (Common.Queue is { } queue && Common.Accepts(Feature.RingReset))
        {
            if (IsWritten(e, CommonRegister.QueueReset, out uint order) && order == 1)
            {
                _phases[queue] = QueueResetPhase.Asked;
            }
            else if (IsWritten(e, CommonRegister.QueueEnable, out uint enable) && enable == 1)
            {
                Enabling(e, queue);
                _phases[queue] = QueueResetPhase.Enabled;
            }
            else if (IsRead(e, CommonRegister.QueueReset, 2, out uint shown))
            {
                ReadReset(e, queue, shown);
                if (PhaseOf(queue) == QueueResetPhase.Asked && shown == 0) _phases[queue] = QueueResetPhase.Done;
            }
            else if (IsRead(e, CommonRegister.QueueEnable, 2, out uint enabled))
            {
                ReadEnable(e, queue, enabled);
            }
        }
        Other(e);
    }

    /// <summary>How far the reset of a queue is.</summary>
    protected QueueResetPhase PhaseOf(int queue) => _phases.GetValueOrDefault(queue);

    /// <summary>queue_enable is written; the phase is still that before.</summary>
    protected virtual void Enabling(TraceEvent e, int queue) { }

    /// <summary>queue_reset is read; the phase is still that before.</summary>
    protected virtual void ReadReset(TraceEvent e, int queue, uint value) { }

    /// <summary>queue_enable is read.</summary>
    protected virtual void ReadEnable(TraceEvent e, int queue, uint value) { }

    /// <summary>Any event, behind what is said of it otherwise.</summary>
    protected virtual void Other(TraceEvent e) { }
}
