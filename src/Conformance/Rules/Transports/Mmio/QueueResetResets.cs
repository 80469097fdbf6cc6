using Ballast.Virtio.Balloon;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>Writing 1 to QueueReset resets the queue: no buffer of it is used before it is enabled again, and then from the beginning.</summary>
internal sealed class QueueResetResets() : MmioRule("device.mmio.registers.10")
{
    private readonly Dictionary<BalloonQueue, uint> _indices = [];
    private readonly HashSet<uint> _silent = [];
    private readonly HashSet<uint> _renewed = [];

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        switch (register)
        {
            case MmioRegister.Status when value == 0:
                _silent.Clear();
                _renewed.Clear();
                break;
            case MmioRegister.QueueReady when value != 0 && Registers.Phase == MmioQueuePhase.Reset:
                if (_silent.Remove(Registers.Queue)) Kept(written);
                _renewed.Add(Registers.Queue);
                break;
            case MmioRegister.QueueNotify when Registers.PhaseOf((ushort)value) == MmioQueuePhase.Reset:
                _silent.Add((ushort)value);
                break;
        }
    }

    protected override void Other(TraceEvent e)
    {
        switch (e)
        {
            case QueueConfigured { Queue: { } role } configured:
                _indices[role] = (uint)configured.Index;
                break;
            case ChainUsed used when _indices.TryGetValue(used.Queue, out uint index) && Registers.PhaseOf(index) == MmioQueuePhase.Reset:
                _silent.Remove(index);
                Broken(used, $"a buffer of queue {index} is used after the reset of the queue");
                break;
            case RequestsVerified verified when _indices.TryGetValue(verified.Queue, out uint index) && _renewed.Contains(index):
                Check(e, verified.Returned == verified.Sent, $"{verified.Returned} of {verified.Sent} requests come back after the reset of queue {index}");
                break;
        }
    }

    public override void End(TraceEvent last)
    {
        if (_silent.Count > 0) Kept(last);
    }
}
