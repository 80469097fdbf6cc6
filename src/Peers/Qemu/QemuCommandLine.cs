using System.Globalization;

namespace Ballast.Peers.Qemu;

/// <summary>QEMU's command line for a machine with a balloon.</summary>
internal static class QemuCommandLine
{
    /// <summary>Where the balloon sits on PCI, so that its interrupt line is the same in every machine of a type.</summary>
    private const int Slot = 4;

    public static IReadOnlyList<string> Of(QemuProgram program, QemuMachineOptions options, QemuFolder folder)
    {
        var block = QemuRam.BlockNameOf(options.Machine);
        var size = (options.RamSize >> 20).ToString(CultureInfo.InvariantCulture) + "M";
        // No -S: free page hints are asked for only while the machine runs.
        return
        [
            "-accel", "tcg", "-display", "none", "-nodefaults", "-no-user-config",
            "-machine", $"{Machine(program, options.Machine)}{Limit(options)},memory-backend={block}", "-m", size,
            "-object", $"memory-backend-file,id={block},size={size},mem-path={folder.Ram},share=on",
            "-bios", folder.Firmware,
            .. options.FreePageHint ? ["-object", "iothread,id=hints"] : Array.Empty<string>(),
            .. options.IsMmio ? ["-global", $"virtio-mmio.force-legacy={OnOff(options.Interface == QemuBalloonInterface.LegacyMmio)}"] : Array.Empty<string>(),
            "-device", Balloon(options),
            "-qtest", $"unix:{folder.Qtest}", "-qtest-log", "none", "-qmp", $"unix:{folder.Qmp}",
            .. options.IsIncoming ? ["-incoming", "defer"] : Array.Empty<string>(),
            .. options.ExtraArguments,
        ];
    }

    private static string Machine(QemuProgram program, QemuMachineType type) => type switch
    {
        QemuMachineType.Pc => "pc",
        QemuMachineType.Q35 => "q35",
        // With one interrupt controller only, every device is at the one that is listened to.
        QemuMachineType.Microvm => program.HasSecondInterruptController ? "microvm,ioapic2=off" : "microvm",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such machine"),
    };

    private static string Limit(QemuMachineOptions options) =>
        options.MaximumBelow4G is { } maximum ? string.Create(CultureInfo.InvariantCulture, $",max-ram-below-4g={maximum >> 20}M") : "";

    private static string Balloon(QemuMachineOptions options) => string.Join(',',
    [
        options.IsMmio ? "virtio-balloon-device" : string.Create(CultureInfo.InvariantCulture, $"virtio-balloon-pci,addr={Slot},{Dialect(options.Interface)}"),
        $"id={QemuMachine.BalloonId}",
        $"packed={OnOff(options.Packed)}",
        $"deflate-on-oom={OnOff(options.DeflateOnOom)}",
        $"page-poison={OnOff(options.PagePoison)}",
        $"free-page-reporting={OnOff(options.FreePageReporting)}",
        // Hints are taken in a thread of their own, and refused without one.
        options.FreePageHint ? "free-page-hint=on,iothread=hints" : "free-page-hint=off",
        .. options.MessageVectors is { } vectors ? [string.Create(CultureInfo.InvariantCulture, $"vectors={vectors}")] : Array.Empty<string>(),
    ]);

    private static string Dialect(QemuBalloonInterface dialect) => dialect switch
    {
        QemuBalloonInterface.ModernPci => "disable-legacy=on,disable-modern=off",
        QemuBalloonInterface.TransitionalPci => "disable-legacy=off,disable-modern=off",
        QemuBalloonInterface.LegacyPci => "disable-legacy=off,disable-modern=on",
        _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "not on PCI"),
    };

    private static string OnOff(bool isOn) => isOn ? "on" : "off";
}
