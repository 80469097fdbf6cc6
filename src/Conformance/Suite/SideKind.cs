namespace Ballast.Conformance.Suite;

/// <summary>Sorts of implementations that can stand on a side.</summary>
public enum SideKind
{
    /// <summary>Ours, in this process.</summary>
    Reference,

    /// <summary>A Linux kernel, as User Mode Linux over vhost-user.</summary>
    Linux,

    /// <summary>A QEMU process, over qtest and QMP.</summary>
    Qemu,

    /// <summary>A command that the user names, over vhost-user.</summary>
    Exec,
}
