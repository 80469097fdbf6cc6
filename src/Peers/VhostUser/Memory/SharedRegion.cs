using System.Diagnostics.CodeAnalysis;
using Ballast.Peers.VhostUser.Native;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser.Memory;

/// <summary>A part of a front end's guest memory, shared with this process by a file descriptor.</summary>
public sealed class SharedRegion : IDisposable
{
    private readonly Mapping _mapping;

    private SharedRegion(RegionDescription described, SafeFileHandle file, Mapping mapping)
    {
        Described = described;
        File = file;
        _mapping = mapping;
        Memory = new(described.GuestAddress, described.Length, mapping.Address);
    }

    /// <summary>First guest-physical address.</summary>
    public ulong GuestAddress => Described.GuestAddress;

    /// <summary>Bytes.</summary>
    public ulong Length => Described.Length;

    /// <summary>Where the front end's own process has the first byte: ring addresses come in these terms.</summary>
    public ulong UserAddress => Described.UserAddress;

    /// <summary>Offset of the first byte in <see cref="File"/>.</summary>
    public ulong FileOffset => Described.FileOffset;

    /// <summary>The shared file. It belongs to the region.</summary>
    public SafeFileHandle File { get; }

    /// <summary>The region as mapped into this process.</summary>
    public MemoryRegion Memory { get; }

    internal RegionDescription Described { get; }

    /// <summary>Maps what a front end describes. Takes the file in any case: it is closed when the region will not do.</summary>
    internal static bool TryMap(RegionDescription described, SafeFileHandle file, [NotNullWhen(true)] out SharedRegion? region, [NotNullWhen(false)] out Violation? violation)
    {
        region = null;
        violation = Check(described, file);
        if (violation is null)
        {
            Descriptors.TrySealAgainstShrinking(file);
            if (Mapping.TryMap(file, described.FileOffset, described.Length) is { } mapping)
            {
                region = new(described, file, mapping);
                return true;
            }
            violation = Wrong($"the region at 0x{described.GuestAddress:x} cannot be mapped: {Descriptors.Failure("mmap").Message}");
        }
        file.Dispose();
        return false;
    }

    /// <summary>Ends the mapping and closes the file.</summary>
    public void Dispose()
    {
        _mapping.Dispose();
        File.Dispose();
    }

    private static Violation? Check(RegionDescription described, SafeFileHandle file)
    {
        string name = $"the region at 0x{described.GuestAddress:x}";
        if (described.Length == 0) return Wrong($"{name} is empty");
        if (described.Length > ulong.MaxValue - described.GuestAddress) return Wrong($"{name} runs past the end of the address space");
        if (described.Length > ulong.MaxValue - described.UserAddress) return Wrong($"{name} runs past the end of the front end's address space");
        if (!Descriptors.TryGetStatus(file, out var status) || !status.IsRegularFile) return Wrong($"{name} comes with a descriptor of no file");
        // What lies behind the end of the file can be mapped, but whoever touches it dies of SIGBUS.
        if (described.FileOffset > status.Size || described.Length > status.Size - described.FileOffset)
            return Wrong($"{name} runs past the end of its file of {status.Size} bytes");
        return null;
    }

    private static Violation Wrong(string what) => new("vhost-user.SET_MEM_TABLE", what);
}
