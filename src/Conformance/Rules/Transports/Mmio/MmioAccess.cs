using Ballast.Virtio.Balloon;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>Which registers a driver may read and write (virtio 1.4, tables of 4.2.2 and 4.2.4).</summary>
internal static class MmioAccess
{
    private static readonly HashSet<int> Readable =
    [
        MmioRegister.MagicValue, MmioRegister.Version, MmioRegister.DeviceId, MmioRegister.VendorId, MmioRegister.DeviceFeatures,
        MmioRegister.QueueSizeMaximum, MmioRegister.InterruptStatus, MmioRegister.Status,
    ];

    private static readonly HashSet<int> Writable =
    [
        MmioRegister.DeviceFeaturesSelect, MmioRegister.DriverFeatures, MmioRegister.DriverFeaturesSelect, MmioRegister.QueueSelect,
        MmioRegister.QueueSize, MmioRegister.QueueNotify, MmioRegister.InterruptAcknowledge, MmioRegister.Status,
    ];

    private static readonly HashSet<int> ModernReadable =
    [
        MmioRegister.QueueReady, MmioRegister.QueueReset, MmioRegister.ConfigurationGeneration, MmioRegister.SharedMemory + 4,
        MmioRegister.SharedMemory + 8, MmioRegister.SharedMemory + 12, MmioRegister.LastOfSharedMemory,
    ];

    private static readonly HashSet<int> ModernWritable =
    [
        MmioRegister.QueueReady, MmioRegister.QueueReset, MmioRegister.QueueDescriptors, MmioRegister.QueueDescriptors + 4,
        MmioRegister.QueueDriver, MmioRegister.QueueDriver + 4, MmioRegister.QueueDevice, MmioRegister.QueueDevice + 4, MmioRegister.SharedMemory,
    ];

    private static readonly HashSet<int> LegacyWritable =
        [MmioRegister.LegacyGuestPageSize, MmioRegister.LegacyQueueAlign, MmioRegister.LegacyQueuePageNumber];

    /// <summary>Whether a control register may be read.</summary>
    public static bool IsReadable(int register, bool isLegacy) =>
        Readable.Contains(register) || (isLegacy ? register == MmioRegister.LegacyQueuePageNumber : ModernReadable.Contains(register));

    /// <summary>Whether a control register may be written.</summary>
    public static bool IsWritable(int register, bool isLegacy) =>
        Writable.Contains(register) || (isLegacy ? LegacyWritable : ModernWritable).Contains(register);

    /// <summary>Whether an access of some bytes lies within a register, or within the configuration of a balloon.</summary>
    public static bool IsDescribed(int register, int width, bool isLegacy) => register < MmioRegister.Configuration
        ? IsReadable(register & ~3, isLegacy) || IsWritable(register & ~3, isLegacy)
        : register + width <= MmioRegister.Configuration + BalloonConfiguration.Size;
}
