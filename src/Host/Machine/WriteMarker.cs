using Ballast.Virtio.Memory;

namespace Ballast.Host.Machine;

/// <summary>Marks what one party writes in the dirty logs of a machine.</summary>
internal sealed class WriteMarker(PcMachine machine, DirtyClient client) : IWriteObserver
{
    public void Written(ulong guestAddress, ulong length) => machine.Note(guestAddress, length, client);
}
