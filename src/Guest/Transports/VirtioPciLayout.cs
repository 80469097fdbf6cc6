using Ballast.Virtio.Pci;

namespace Ballast.Guest.Transports;

/// <summary>The structures of a virtio device on PCI, found by their capabilities (virtio 1.4, 4.1.4).</summary>
public sealed class VirtioPciLayout
{
    private VirtioPciLayout(RegisterBlock common, RegisterBlock notify, uint multiplier, RegisterBlock isr, RegisterBlock? device)
    {
        Common = common;
        Notify = notify;
        NotifyMultiplier = multiplier;
        Isr = isr;
        Device = device;
    }

    /// <summary>Common configuration.</summary>
    public RegisterBlock Common { get; }

    /// <summary>Where notifications are written.</summary>
    public RegisterBlock Notify { get; }

    /// <summary>notify_off_multiplier: what one unit of queue_notify_off stands for, in bytes.</summary>
    public uint NotifyMultiplier { get; }

    /// <summary>ISR status.</summary>
    public RegisterBlock Isr { get; }

    /// <summary>The device's own configuration; null where it has none.</summary>
    public RegisterBlock? Device { get; }

    /// <summary>Finds the structures.</summary>
    /// <param name="function">The function.</param>
    /// <param name="bars">Its bars, with addresses.</param>
    /// <param name="decisions">How capabilities are read.</param>
    /// <returns>Null where a structure is missing without which the device is none of virtio 1.</returns>
    public static VirtioPciLayout? Find(PciFunction function, PciBars bars, PciDecisions decisions)
    {
        var found = new List<VirtioPciCapability>();
        byte[] configuration = new byte[PciRegister.Size];
        foreach (var (id, place) in function.ReadCapabilities())
        {
            if (id != PciCapability.VendorSpecific) continue;
            int length = Math.Min((int)function.Read(place + VirtioPciCapability.LengthOfCapability, 1), PciRegister.Size - place);
            for (int at = place; at < place + length; at++) configuration[at] = (byte)function.Read(at, 1);
            if (VirtioPciCapability.TryRead(configuration, place, out var capability)) found.Add(capability);
        }
        RegisterBlock? Block(VirtioPciStructure type, ulong least, out VirtioPciCapability chosen)
        {
            chosen = default;
            foreach (var capability in decisions.Usable(found, type))
            {
                if (bars[capability.Bar] is not { } bar || !decisions.Suffices(capability, least)) continue;
                if (capability.Offset >= bar.Length || capability.Length > bar.Length - capability.Offset) continue;
                chosen = capability;
                return new(function.Bus, bar.IsPort, bar.Address + capability.Offset, capability.Length);
            }
            return null;
        }

        if (Block(VirtioPciStructure.Common, CommonRegister.QueueNotificationData, out _) is not { } common
            // Which queues it has room for shows only when their addresses are known.
            || Block(VirtioPciStructure.Notify, 1, out var notifyAt) is not { } notify
            || Block(VirtioPciStructure.Isr, 1, out _) is not { } isr)
        {
            return null;
        }
        return new(common, notify, notifyAt.NotifyMultiplier, isr, Block(VirtioPciStructure.Device, 4, out _));
    }
}
