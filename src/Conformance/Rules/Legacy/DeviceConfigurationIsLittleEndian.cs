using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using System.Buffers.Binary;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>num_pages is little-endian through the legacy interface too.</summary>
internal sealed class DeviceConfigurationIsLittleEndian : PerLifeRule
{
    // The target is the host's: it outlives a reset.
    private uint? _target;

    public override ClauseId Clause => "device.legacy.balloon.config.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is ConfigurationChanged { Offset: BalloonConfiguration.NumPagesOffset, After: var after }) _target = after;
        if (!Context.IsBigEndian || !Context.Life.IsLegacy || _target is not { } target || target == BinaryPrimitives.ReverseEndianness(target)) return;
        if (ConfigurationFields.Read(e, BalloonConfiguration.NumPagesOffset) is not { } read) return;
        if (read == target) Kept(e);
        else if (BinaryPrimitives.ReverseEndianness(read) == target) Broken(e, $"num_pages reads 0x{read:x8}, {target} in the guest's byte order");
    }
}
