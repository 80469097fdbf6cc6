namespace Ballast.Peers.Qemu.Streams;

/// <summary>A section of a stream.</summary>
/// <param name="Kind">Which part.</param>
/// <param name="Id">The number by which its parts are known.</param>
/// <param name="Name">What it is about: "ram", or a device.</param>
/// <param name="InstanceId">Which one of several of the name.</param>
/// <param name="Version">Version of the payload.</param>
/// <param name="Position">Byte of the stream at which it begins.</param>
/// <param name="Ordinal">How many sections came before it.</param>
public readonly record struct QemuSection(QemuSectionKind Kind, uint Id, string Name, uint InstanceId, uint Version, long Position, int Ordinal)
{
    /// <summary>Name of the section that carries RAM.</summary>
    public const string Ram = "ram";

    /// <inheritdoc/>
    public override string ToString() => $"{Kind.ToString().ToUpperInvariant()} section {Ordinal} ({Name})";
}
