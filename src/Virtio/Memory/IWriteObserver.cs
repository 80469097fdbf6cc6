namespace Ballast.Virtio.Memory;

/// <summary>Told of every write to guest memory, after the bytes are there (a dirty log, say).</summary>
public interface IWriteObserver
{
    /// <summary>Bytes from this guest-physical address on have been written.</summary>
    void Written(ulong guestAddress, ulong length);
}
