using Microsoft.Win32.SafeHandles;

namespace Ballast.Host.Memory;

/// <summary>Where a machine's RAM lies in this process. Disposing it unmaps the RAM: nobody may reach it afterwards.</summary>
public abstract class RamBacking : IDisposable
{
    /// <summary>Bytes.</summary>
    public ulong Length { get; protected init; }

    /// <summary>Where the first byte is mapped.</summary>
    public nint Address { get; protected init; }

    /// <summary>The file descriptor by which another process can share the RAM; null where there is none.</summary>
    public virtual SafeFileHandle? File => null;

    /// <summary>Maps RAM that reads as zero and takes no memory until it is touched: a memory file on Linux, plain reserved memory elsewhere.</summary>
    /// <exception cref="IOException">The system does not give that much; the message says why.</exception>
    public static RamBacking Map(ulong length) => OperatingSystem.IsLinux() ? new MemoryFileBacking(length) : new ReservedBacking(length);

    /// <summary>Gives whole pages back to the host, so that they read as zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the RAM.</exception>
    public void Discard(ulong offset, ulong length)
    {
        if (offset > Length || length > Length - offset) throw new ArgumentOutOfRangeException(nameof(offset), $"0x{offset:x} and {length} bytes more are not within RAM of {Length} bytes");
        if (length > 0) DiscardPages(offset, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected abstract void DiscardPages(ulong offset, ulong length);

    /// <summary>Unmaps the RAM.</summary>
    protected abstract void Dispose(bool disposing);
}
