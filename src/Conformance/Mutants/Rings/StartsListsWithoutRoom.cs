using Ballast.Guest.Driver;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Begins a list for which a packed ring has no room, and means to go on when the device has used more.</summary>
internal sealed class StartsListsWithoutRoom : DriverDecisions
{
    public override IDriverQueue MakeRing(GuestMemory memory, QueueAddresses addresses, RingOptions options) =>
        options.IsPacked ? new Faulty(base.MakeRing(memory, addresses, options), memory) : base.MakeRing(memory, addresses, options);

    private sealed class Faulty(IDriverQueue ring, GuestMemory memory) : IDriverQueue
    {
        private bool _begun;
        private bool _isUnfinished;

        public QueueAddresses Addresses => ring.Addresses;

        public int FreeDescriptors => Addresses.Size;

        public int Outstanding => ring.Outstanding;

        public IndirectTables? IndirectTables { get => ring.IndirectTables; set => ring.IndirectTables = value; }

        public bool TryAdd(ReadOnlySpan<Virtio.Rings.Buffer> buffers, object? token, out ushort head, bool indirect = false)
        {
            head = 0;
            if (_isUnfinished) return false;
            if (ring.TryAdd(buffers, token, out head, indirect)) return true;
            if (ring.FreeDescriptors == 0 || buffers.Length == 1) return false;
            var next = PackedPosition.Of(ring.NextNotification(0).Position);
            ulong place = Addresses.Descriptors + (ulong)next.Slot * PackedDescriptor.Size;
            _begun = memory.TryWrite(place, new PackedDescriptor(buffers[0].Address, buffers[0].Length, 0, DescriptorFlags.Next | next.Available));
            _isUnfinished = true;
            return true;
        }

        public bool HasUsed => ring.HasUsed;

        public void HoldBack() => ring.HoldBack();

        public void Publish() => ring.Publish();

        public bool TryTakeUsed(out UsedBuffer used, out Violation? violation) => ring.TryTakeUsed(out used, out violation);

        public void AskForNotifications(NotificationWish wish) => ring.AskForNotifications(wish);

        public bool ShouldNotifyDevice()
        {
            bool wanted = ring.ShouldNotifyDevice() || _begun;
            _begun = false;
            return wanted;
        }

        public NotificationData NextNotification(int queueIndex) => ring.NextNotification(queueIndex);
    }
}
