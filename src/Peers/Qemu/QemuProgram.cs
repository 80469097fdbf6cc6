using Ballast.Peers.Programs;

namespace Ballast.Peers.Qemu;

/// <summary>A QEMU for x86-64 machines.</summary>
/// <param name="Path">The program.</param>
/// <param name="Version">Its version, such as 7.2.22.</param>
/// <param name="HasMessageVectors">Whether its balloon on PCI can have MSI-X vectors (property <c>vectors</c>).</param>
public sealed record QemuProgram(string Path, string Version, bool HasMessageVectors)
{
    /// <summary>Where it runs; null for this machine itself.</summary>
    public IProgramPlace? Place { get; init; }

    /// <summary>Whether its microvm has a second interrupt controller unless told otherwise (option <c>ioapic2</c>, since
    /// QEMU 6.0).</summary>
    public bool HasSecondInterruptController { get; init; } = true;
}
