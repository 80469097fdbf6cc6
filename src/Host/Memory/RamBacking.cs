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

    /// <summary>
    /// Maps RAM that nobody else will share: it reads as zero, takes no memory until it is touched, and then large pages
    /// where the system has them, which makes first touches many times cheaper than those of a memory file.
    /// </summary>
    /// <exception cref="IOException">The system does not give that much; the message says why.</exception>
    public static RamBacking MapPrivate(ulong length) => OperatingSystem.IsLinux() ? new PrivateBacking(length) : new ReservedBacking(length);

    /// <summary>
    /// Lets the host back all of the RAM now instead of at first touches, so that these do not count as time of whoever is
    /// measured. Changes no content; does nothing where the system cannot do it.
    /// </summary>
    /// <exception cref="IOException">The host has not so much memory.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; a part is backed.</exception>
    public virtual void Populate(CancellationToken cancellation = default)
    {
    }

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
