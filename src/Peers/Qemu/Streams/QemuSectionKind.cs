namespace Ballast.Peers.Qemu.Streams;

/// <summary>Which part of its subject a section carries.</summary>
public enum QemuSectionKind
{
    /// <summary>The first part of a section that goes on.</summary>
    Start = 1,

    /// <summary>A part of a section that goes on: of RAM, what was sent in one turn.</summary>
    Part = 2,

    /// <summary>The last part.</summary>
    End = 3,

    /// <summary>All of it: the state of a device.</summary>
    Full = 4,
}
