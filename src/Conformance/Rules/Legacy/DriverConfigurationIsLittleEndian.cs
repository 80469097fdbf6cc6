using System.Buffers.Binary;
using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>actual is written little-endian through the legacy interface too.</summary>
internal sealed class DriverConfigurationIsLittleEndian : PerLifeRule
{
    public override ClauseId Clause => "driver.legacy.balloon.config.1";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsBigEndian || !Context.Life.IsLegacy || !Context.Balloon.IsExact) return;
        if (ConfigurationFields.Written(e, BalloonConfiguration.ActualOffset) is not { } actual || actual == BinaryPrimitives.ReverseEndianness(actual)) return;
        ulong held = Context.Balloon.Held;
        // Any other number is wrong, but not for the order of its bytes.
        if (actual == held) Kept(e);
        else if (BinaryPrimitives.ReverseEndianness(actual) == held) Broken(e, $"actual is written as 0x{actual:x8}, {held} in the guest's byte order");
    }
}
