using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A message that stands for queues and for the configuration lets the driver look at the configuration too, when it has changed.</summary>
internal sealed class SharedInterruptMeansBoth() : PciRule("driver.pci.config-change.1")
{
    private readonly VectorsSeen _vectors = new();
    private TraceEvent? _changed;
    private TraceEvent? _told;

    protected override void Watch(TraceEvent e)
    {
        _vectors.Note(e, Common);
        if (CommonRegistersSeen.IsReset(e)) _changed = _told = null;
        switch (e)
        {
            case ConfigurationChanged { Notified: true }:
                _changed = e;
                break;
            case InterruptMessageSent { Vector: var vector } when _changed is not null && _vectors.Configuration == vector && _vectors.QueuesOn(vector).Any():
                _told = _changed;
                _changed = null;
                break;
            case RegisterRead { Space: RegisterSpace.DeviceConfiguration } when _told is not null:
                Kept(e);
                _told = null;
                break;
        }
    }

    public override void End(TraceEvent last)
    {
        if (_told is not null) Broken(_told, "the driver never looks at the configuration, of whose change a shared vector has told it");
    }
}
