using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>queue_enable, or queue_reset with RING_RESET, is 0 after a reset, until the driver writes to one of them.</summary>
internal sealed class QueueRegisterIsZeroAfterReset(ClauseId clause, int register, string name, int? needs = null) : PciRule(clause)
{
    private readonly HashSet<int> _touched = [];
    private bool _isInReset;

    protected override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e))
        {
            _touched.Clear();
            _isInReset = true;
            return;
        }
        // What is read between the order and its end says nothing.
        if (IsRead(e, CommonRegister.DeviceStatus, 1, out uint status) && (DeviceStatus)status == DeviceStatus.None) _isInReset = false;
        if (IsWritten(e, CommonRegister.DeviceStatus, out _)) _isInReset = false;
        if (Common.Queue is not { } queue) return;
        if (IsWritten(e, CommonRegister.QueueEnable, out _) || IsWritten(e, CommonRegister.QueueReset, out _)) _touched.Add(queue);
        if (_isInReset || !Common.WasReset || _touched.Contains(queue) || (needs is { } feature && !Common.Accepts(feature))) return;
        if (IsRead(e, register, 2, out uint value)) Check(e, value == 0, $"{name} of queue {queue} is {value} after a reset");
    }
}
