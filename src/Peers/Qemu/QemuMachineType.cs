namespace Ballast.Peers.Qemu;

/// <summary>The machines that QEMU can be.</summary>
public enum QemuMachineType
{
    /// <summary>The PC of 1996, with PCI (machine type <c>pc</c>).</summary>
    Pc,

    /// <summary>The PC with PCI Express (machine type <c>q35</c>).</summary>
    Q35,

    /// <summary>A machine without PCI, with devices in mapped memory only (machine type <c>microvm</c>).</summary>
    Microvm,
}
