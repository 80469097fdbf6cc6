namespace Ballast.Virtio.Balloon;

/// <summary>Takes the hints of a round. Called on the device's loop.</summary>
public interface IFreePageHintSink
{
    /// <summary>The guest does not need this range of guest-physical memory, which may be anything, unless it wrote it since the round's id was issued.</summary>
    /// <returns>How many pages of it need not be sent any more.</returns>
    ulong Hint(ulong guestAddress, ulong length);
}
