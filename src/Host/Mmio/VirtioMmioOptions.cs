using Ballast.Virtio.Mmio;
using Ballast.Virtio.Pci;

namespace Ballast.Host.Mmio;

/// <summary>How a virtio device is mapped into memory.</summary>
public sealed record VirtioMmioOptions
{
    /// <summary>Guest-physical address of the first register.</summary>
    public ulong Address { get; init; } = 0xfeb0_0000;

    /// <summary>Whether the registers are those of the legacy interface.</summary>
    public bool IsLegacy { get; init; }

    /// <summary>What MagicValue reads.</summary>
    public uint Magic { get; init; } = MmioRegister.Magic;

    /// <summary>What Version reads; null for the one that suits the interface.</summary>
    public uint? Version { get; init; }

    /// <summary>What DeviceID reads; 0 for no device.</summary>
    public uint DeviceId { get; init; } = VirtioPciId.Balloon;

    /// <summary>Bits of InterruptStatus that are shown besides the defined ones.</summary>
    public uint UndefinedInterrupts { get; init; }

    /// <summary>Number of its interrupt line at the interrupt controller.</summary>
    public int Line { get; init; } = 16;
}
