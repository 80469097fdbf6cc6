using Ballast.Peers.VhostUser.Native;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.VhostUser.Memory;

/// <summary>One shared region as a block of RAM.</summary>
internal sealed unsafe class SharedRamBlock : IRamBlock, IDisposable
{
    private readonly Mapping _mapping;

    public SharedRamBlock(string name, ulong ramOffset, SharedRegion region)
    {
        if (region.Length % PageRun.PageSize != 0 || region.GuestAddress % PageRun.PageSize != 0)
            throw new IOException($"the region at 0x{region.GuestAddress:x} of {region.Length} bytes is no whole number of pages");
        Name = name;
        RamOffset = ramOffset;
        Length = region.Length;
        GuestAddress = region.GuestAddress;
        try
        {
            _mapping = Mapping.TryMap(region.File, region.FileOffset, region.Length) ?? throw Descriptors.Failure("mmap");
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException($"the region at 0x{region.GuestAddress:x} is not shared any more", e);
        }
        DirtyLog = new ContentDirtyLog(_mapping.Address, region.Length);
    }

    public string Name { get; }

    public ulong RamOffset { get; }

    public ulong Length { get; }

    public ulong GuestAddress { get; }

    public IDirtyLog DirtyLog { get; }

    public Span<byte> Bytes(ulong offset, int length)
    {
        Check(offset, (ulong)Math.Max(0, length), length >= 0);
        ObjectDisposedException.ThrowIf(_mapping.IsClosed, this);
        return new((byte*)_mapping.Address + offset, length);
    }

    public void Discard(ulong offset, ulong length)
    {
        Check(offset, length, offset % PageRun.PageSize == 0 && length % PageRun.PageSize == 0);
        ObjectDisposedException.ThrowIf(_mapping.IsClosed, this);
        if (length == 0) return;
        // The pages go out of the file, and with it out of every process that maps it.
        if (Libc.Advise(_mapping.Address + (nint)offset, (nuint)length, Libc.MADV_REMOVE) != 0)
            new Span<byte>((byte*)_mapping.Address + offset, checked((int)length)).Clear();
    }

    public void Dispose() => _mapping.Dispose();

    private void Check(ulong offset, ulong length, bool isWellFormed)
    {
        if (!isWellFormed || length > Length || offset > Length - length)
            throw new ArgumentOutOfRangeException(nameof(offset), $"{length} bytes at 0x{offset:x} are not within a block of {Length} bytes");
    }
}
