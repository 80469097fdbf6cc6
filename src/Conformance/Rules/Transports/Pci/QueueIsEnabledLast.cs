using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>queue_enable is written when everything else of the queue is, and nothing else behind it.</summary>
internal sealed class QueueIsEnabledLast() : PciRule("driver.pci.common.4")
{
    private static readonly uint[] Needed = [CommonRegister.QueueDescriptors, CommonRegister.QueueDriver, CommonRegister.QueueDevice];

    private readonly Dictionary<int, HashSet<uint>> _written = [];
    private readonly HashSet<int> _enabled = [];

    protected override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e))
        {
            _written.Clear();
            _enabled.Clear();
        }
        if (e is not RegisterWritten { Space: RegisterSpace.Common, Offset: var offset, Value: var value } || Common.Queue is not { } queue) return;
        switch (offset)
        {
            case CommonRegister.QueueReset:
                _written.Remove(queue);
                _enabled.Remove(queue);
                break;
            case CommonRegister.QueueEnable when value == 1:
                var missing = Needed.Where(n => !(_written.GetValueOrDefault(queue)?.Contains(n) ?? false)).ToList();
                Check(e, missing.Count == 0, $"queue {queue} is enabled before {string.Join(", ", missing.Select(m => $"0x{m:x}"))} of it were written");
                _enabled.Add(queue);
                break;
            case CommonRegister.QueueSize or CommonRegister.QueueVector or (>= CommonRegister.QueueDescriptors and < CommonRegister.QueueNotificationData):
                if (_enabled.Contains(queue)) Broken(e, $"offset 0x{offset:x} of queue {queue} is written after it was enabled");
                if (!_written.TryGetValue(queue, out var written)) _written[queue] = written = [];
                written.Add(offset);
                break;
        }
    }
}
