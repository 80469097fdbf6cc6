using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>On a big-endian guest a device reads and writes the fields of legacy rings big-endian.</summary>
internal sealed class DeviceRingIsGuestEndian : PerLifeRule
{
    private readonly LegacyRingUse _use = new();

    public override ClauseId Clause => "device.legacy.split.endianness.1";

    protected override void Watch(TraceEvent e)
    {
        if (Context.IsBigEndian && e is LegacyRingVerified ring && _use.Told(ring) && !_use.IsMisplaced(ring))
            Check(e, LegacyRingUse.IsServed(ring), $"of {ring.Available} chains the used ring shows {ring.Used} in the guest's order, {ring.StrangeUsed} of them senseless");
        _use.Note(e);
    }

    protected override void Reborn(TraceEvent reset) => _use.Clear();
}
