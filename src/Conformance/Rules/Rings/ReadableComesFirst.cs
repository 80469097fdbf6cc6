using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>Device-writable elements of a chain come after the device-readable ones.</summary>
internal sealed class ReadableComesFirst : PerLifeRule
{
    public override ClauseId Clause => "driver.framing.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case Refused { By: TraceActor.Device, Violation: { Clause: "driver.framing.1", Message: var message } }:
                Broken(e, message);
                break;
            case ChainAvailable { Buffers: var buffers }:
                int firstWritable = buffers.TakeWhile(b => !b.IsDeviceWritable).Count();
                bool ordered = buffers.Skip(firstWritable).All(b => b.IsDeviceWritable);
                // A chain of one kind only says nothing about the order.
                if (!ordered) Broken(e, "a device-readable element stands behind a device-writable one");
                else if (buffers.Count > 1) Kept(e);
                break;
        }
    }
}
