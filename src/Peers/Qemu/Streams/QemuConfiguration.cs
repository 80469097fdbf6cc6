namespace Ballast.Peers.Qemu.Streams;

/// <summary>What a stream says of the machine before anything else.</summary>
/// <param name="MachineType">Machine type with its version, as "pc-q35-7.2"; empty when the stream has no configuration.</param>
/// <param name="TargetPageBits">log2 of the page size, where it is told.</param>
/// <param name="Uuid">The machine's UUID, where it is told.</param>
public sealed record QemuConfiguration(string MachineType, int? TargetPageBits, Guid? Uuid)
{
    /// <summary>A stream that says nothing.</summary>
    public static QemuConfiguration None { get; } = new("", null, null);
}
