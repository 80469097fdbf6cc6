using Ballast.Virtio.Balloon;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A queue whose QueueReady is 0 is not used.</summary>
internal sealed class StoppedQueueIsLeftAlone() : MmioRule("device.mmio.registers.7")
{
    private readonly Dictionary<BalloonQueue, uint> _indices = [];
    private readonly HashSet<uint> _notified = [];

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        uint index = (ushort)value;
        if (register == MmioRegister.QueueNotify && Registers.PhaseOf(index) == MmioQueuePhase.Stopped) _notified.Add(index);
        // It was not used for as long as it was stopped.
        else if (register == MmioRegister.QueueReady && value != 0 && _notified.Remove(Registers.Queue)) Kept(written);
        else if (register == MmioRegister.Status && value == 0 && _notified.Count > 0)
        {
            _notified.Clear();
            Kept(written);
        }
    }

    protected override void Other(TraceEvent e)
    {
        switch (e)
        {
            case QueueConfigured { Queue: { } role } configured:
                _indices[role] = (uint)configured.Index;
                break;
            case QueueEnabled { Queue: { } role } enabled:
                _indices[role] = (uint)enabled.Index;
                break;
            case ChainUsed used when _indices.TryGetValue(used.Queue, out uint index) && Registers.PhaseOf(index) == MmioQueuePhase.Stopped:
                _notified.Remove(index);
                Broken(used, $"a buffer of queue {index} is used, though its QueueReady is 0");
                break;
        }
    }

    public override void End(TraceEvent last)
    {
        if (_notified.Count > 0) Kept(last);
    }
}
