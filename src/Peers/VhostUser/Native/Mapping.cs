using System.Runtime.InteropServices;

namespace Ballast.Peers.VhostUser.Native;

/// <summary>A part of a file, shared into this process.</summary>
internal sealed class Mapping : SafeHandle
{
    private readonly nuint _mapped;
    private readonly nint _first;

    private Mapping(nint address, nuint mapped, nint first) : base(0, ownsHandle: true)
    {
        SetHandle(address);
        _mapped = mapped;
        _first = first;
    }

    public override bool IsInvalid => handle is 0 or -1;

    /// <summary>Where the first byte asked for lies: the mapping itself begins at the page boundary before it.</summary>
    public nint Address => handle + _first;

    /// <summary>Maps bytes of a file for reading and writing.</summary>
    /// <returns>Null when the system refuses, for want of address space or because the file cannot be mapped so.</returns>
    public static Mapping? TryMap(SafeHandle file, ulong offset, ulong length)
    {
        ulong lead = offset % (ulong)Environment.SystemPageSize;
        if (offset > long.MaxValue || length == 0 || length > long.MaxValue - lead) return null;
        nuint mapped = (nuint)(length + lead);
        nint address = Libc.Map(0, mapped, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, file, (long)(offset - lead));
        return address == -1 ? null : new(address, mapped, (nint)lead);
    }

    protected override bool ReleaseHandle() => Libc.Unmap(handle, _mapped) == 0;
}
