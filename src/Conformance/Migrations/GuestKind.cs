namespace Ballast.Conformance.Migrations;

/// <summary>Whose RAM is migrated.</summary>
public enum GuestKind
{
    /// <summary>The reference guest's, in this process.</summary>
    Reference,

    /// <summary>A real Linux kernel's, as User Mode Linux.</summary>
    Linux,
}
