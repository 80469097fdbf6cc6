namespace Ballast.Conformance.Rules.Machine;

/// <summary>Where a machine type splits RAM (machine.lowmem.1, machine.lowmem.2).</summary>
internal sealed record LowMemorySplit(string Type, ulong Limit, ulong Low)
{
    public static LowMemorySplit I440Fx { get; } = new("i440fx", 0xe000_0000, 0xc000_0000);

    public static LowMemorySplit Q35 { get; } = new("q35", 0xb000_0000, 0x8000_0000);

    public static LowMemorySplit? For(string type) => type == I440Fx.Type ? I440Fx : type == Q35.Type ? Q35 : null;

    /// <summary>lowmem for so many bytes of RAM.</summary>
    public ulong Of(ulong ramSize) => ramSize >= Limit ? Low : Limit;
}
