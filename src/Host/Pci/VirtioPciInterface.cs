namespace Ballast.Host.Pci;

/// <summary>Which interfaces a virtio device on PCI has.</summary>
public enum VirtioPciInterface
{
    /// <summary>That of virtio 1 alone.</summary>
    Modern,

    /// <summary>Both.</summary>
    Transitional,

    /// <summary>The legacy one alone: a device from before virtio 1.</summary>
    Legacy,
}
