using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>The window is used for legal accesses alone: a driver that goes into operation without it has kept to that too.</summary>
/// <param name="clause">The clause.</param>
/// <param name="isLegal">Whether the window may be used where it lies.</param>
internal sealed class WindowIsUsedRight(ClauseId clause, Func<WindowSeen, ConfigurationSpaceSeen, bool> isLegal) : PciRule(clause)
{
    private readonly WindowSeen _window = new();

    /// <summary>Whether the window's offset is a multiple of its length.</summary>
    public static bool IsAligned(WindowSeen window, ConfigurationSpaceSeen space) => window.Length == 0 || window.Offset % window.Length == 0;

    /// <summary>Whether another capability describes what the window is put upon.</summary>
    public static bool IsDescribed(WindowSeen window, ConfigurationSpaceSeen space) => space.Structures.Any(s =>
        s.Structure is { Type: not VirtioPciStructure.PciAccess } other && other.Bar == window.Bar
        && window.Offset >= other.Offset && (ulong)window.Offset + window.Length <= (ulong)other.Offset + other.Length);

    protected override void Watch(TraceEvent e)
    {
        if (_window.Note(e, Space))
            Check(e, isLegal(_window, Space), $"pci_cfg_data is accessed with the window on bar {_window.Bar}, offset 0x{_window.Offset:x}, length {_window.Length}");
        else if (IsWritten(e, CommonRegister.DeviceStatus, out _) && Common.IsDriverOk && Space.FirstOf(VirtioPciStructure.PciAccess) is not null)
            Kept(e);
    }
}
