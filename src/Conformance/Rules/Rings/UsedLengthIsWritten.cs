using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>A used length says no more than was written.</summary>
internal sealed class UsedLengthIsWritten : PerLifeRule
{
    private readonly Dictionary<(BalloonQueue Queue, ushort Head), ulong> _writable = [];

    public override ClauseId Clause => "device.split.used.2";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Queue: var queue, Head: var head, Buffers: var buffers }:
                ulong bytes = 0;
                foreach (var buffer in buffers)
                {
                    if (buffer.IsDeviceWritable) bytes += buffer.Length;
                }
                _writable[(queue, head)] = bytes;
                break;
            case ChainUsed { Queue: var queue, Head: var head, Length: var length } when _writable.Remove((queue, head), out ulong writable):
                Check(e, length <= writable, $"used length is {length}, and the chain has {writable} bytes to write to");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _writable.Clear();
}
