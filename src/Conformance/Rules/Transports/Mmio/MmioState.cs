using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>What a trace has shown of the registers of a virtio-mmio device.</summary>
internal sealed class MmioState
{
    private readonly Dictionary<uint, MmioQueuePhase> _phases = [];

    /// <summary>Version as it was read; null as long as it was not.</summary>
    public uint? Version { get; private set; }

    /// <summary>Whether the registers are those of the legacy interface (virtio 1.4, 4.2.4).</summary>
    public bool IsLegacy => Version == MmioRegister.LegacyVersion;

    /// <summary>What was written to QueueSel.</summary>
    public uint Queue { get; private set; }

    /// <summary>What was written to Status; null as long as nothing was.</summary>
    public uint? Status { get; private set; }

    /// <summary>Whether the trace shows a reset of the device.</summary>
    public bool WasReset { get; private set; }

    /// <summary>Where the queue stands that is selected.</summary>
    public MmioQueuePhase Phase => PhaseOf(Queue);

    /// <summary>Where a queue stands.</summary>
    public MmioQueuePhase PhaseOf(uint queue) => _phases.GetValueOrDefault(queue, WasReset ? MmioQueuePhase.Fresh : MmioQueuePhase.Unknown);

    public void Note(TraceEvent e)
    {
        switch (e)
        {
            case RegisterRead { Space: RegisterSpace.Mmio, Offset: MmioRegister.Version, Width: 4, Value: var value }:
                Version = (uint)value;
                break;
            case RegisterRead { Space: RegisterSpace.Mmio, Offset: MmioRegister.QueueReset, Value: 0 } when Phase == MmioQueuePhase.Resetting:
                _phases[Queue] = MmioQueuePhase.Reset;
                break;
            case RegisterWritten { Space: RegisterSpace.Mmio } written:
                Note((int)written.Offset, (uint)written.Value);
                break;
        }
    }

    private void Note(int register, uint value)
    {
        switch (register)
        {
            case MmioRegister.QueueSelect:
                Queue = value;
                break;
            case MmioRegister.Status:
                Status = value;
                if (value != 0) break;
                WasReset = true;
                _phases.Clear();
                break;
            case MmioRegister.QueueReady:
                _phases[Queue] = value != 0 ? MmioQueuePhase.Ready : MmioQueuePhase.Stopped;
                break;
            case MmioRegister.QueueReset when value == 1:
                _phases[Queue] = MmioQueuePhase.Resetting;
                break;
        }
    }
}
