using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Wire;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Steps;

/// <summary>Virtqueues with a device under test: what the hand-driven driver does with its rings.</summary>
[Binding]
internal sealed class QueueDeviceSteps(Testbed bed, BalloonDeviceSteps balloon)
{
    private int _from;

    [Given("the driver wants no notifications of {queue}")]
    public void GivenTheDriverWantsNone(BalloonQueue queue) => Want(queue, NotificationWish.Never);

    [Given("the driver wants notifications of {queue}")]
    public void GivenTheDriverWantsAll(BalloonQueue queue) => Want(queue, NotificationWish.Always);

    [Given("the driver wants to be notified of {queue} at {int}")]
    public void GivenTheDriverWantsOne(BalloonQueue queue, int position) => Want(queue, NotificationWish.At((ushort)position));

    [Given("the driver writes {int} to used_event of {queue}")]
    public void GivenUsedEvent(int value, BalloonQueue queue)
    {
        var rings = Rings(queue);
        Write(rings.Driver + SplitLayout.UsedEventOffset(rings.Size), (ushort)value);
    }

    [Given("the driver writes {int} to the flags of the available ring of {queue}")]
    public void GivenAvailableFlags(int value, BalloonQueue queue) => Write(Rings(queue).Driver, (ushort)value);

    [Given("the driver inflates {int} times")]
    [When("the driver inflates {int} times")]
    public async Task WhenTheDriverInflates(int times)
    {
        _from = bed.Events.Count;
        for (int i = 0; i < times; i++)
        {
            bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(Frames(1)));
            await bed.SettleAsync();
        }
    }

    [When("the driver inflates {int} times in one go")]
    public async Task WhenTheDriverInflatesInOneGo(int times)
    {
        _from = bed.Events.Count;
        for (int i = 0; i < times; i++) bed.HandDriven.Add(BalloonQueue.Inflate, bed.HandDriven.Readable(Frames(1)));
        bed.HandDriven.Notify(BalloonQueue.Inflate);
        await bed.SettleAsync();
    }

    [Given("a driver that makes its queues as small as {int} entries")]
    public void GivenSmallQueues(int entries) => bed.Plan.DriverQueueSize = (ushort)entries;

    [When("the driver inflates {int} times in lists of {int} to {int} descriptors")]
    public async Task WhenTheDriverInflatesInLists(int times, int least, int most)
    {
        for (int i = 0; i < times; i++)
        {
            int pieces = least + i % (most - least + 1);
            bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(Frames(pieces), BalloonMessages.FrameNumberSize));
            await bed.SettleAsync();
        }
    }

    [When("the driver kicks {queue} {int} times with nothing in it")]
    public async Task WhenTheDriverKicks(BalloonQueue queue, int times)
    {
        for (int i = 0; i < times; i++) bed.HandDriven.Notify(queue);
        await bed.SettleAsync();
        bed.LookAtRings(always: true);
    }

    [When("the device looks at {queue} by itself")]
    public async Task WhenTheDeviceLooks(BalloonQueue queue)
    {
        bed.LetDeviceLook(queue);
        await bed.SettleAsync();
    }

    [When("the driver inflates {int} pages through an indirect descriptor with the WRITE flag")]
    public Task WhenTheReferenceIsWritable(int pages) => IndirectAsync(pages, beginsInRing: false);

    [When("the driver inflates {int} pages from a descriptor followed by an indirect one")]
    public Task WhenTheChainEndsInATable(int pages) => IndirectAsync(pages, beginsInRing: true);

    [When("the driver writes a descriptor to inflateq without making it available, and kicks")]
    public async Task WhenTheDescriptorIsNotAvailable()
    {
        var buffer = bed.HandDriven.Readable(Frames(1))[0];
        // As a driver leaves it that has not got as far as the flags: in the first lap neither bit is set.
        bed.HandDriven.Memory.TryWrite(Rings(BalloonQueue.Inflate).Descriptors, new PackedDescriptor(buffer.Address, buffer.Length, 0, DescriptorFlags.None));
        bed.HandDriven.Notify(BalloonQueue.Inflate);
        await bed.SettleAsync();
    }

    [When("the driver makes the descriptor available, and kicks")]
    public async Task WhenTheDescriptorBecomesAvailable()
    {
        bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(Frames(1)));
        await bed.SettleAsync();
    }

    [Then("all {int} buffers of {queue} come back")]
    public async Task ThenAllComeBack(int buffers, BalloonQueue queue) => await bed.UntilAsync(
        () => bed.HandDriven[queue].Used.Count == buffers, $"{buffers} buffers of {TraceNames.Of(queue)} back", () => $"{bed.HandDriven[queue].Used.Count}");

    [Then("the device has notified {queue}")]
    public void ThenTheDeviceHasNotified(BalloonQueue queue) => StepFailureException.Unless(Interrupts(queue) > 0, "a notification", "none");

    [Then("the device has not notified {queue}")]
    public void ThenTheDeviceHasNotNotified(BalloonQueue queue) => StepFailureException.UnlessEqual(0, Interrupts(queue), "notifications");

    [Then("the flags of the used ring of {queue} are 0 or 1")]
    public void ThenUsedFlagsAreDefined(BalloonQueue queue) => StepFailureException.Unless(UsedFlags(queue) <= 1, "0 or 1", $"{UsedFlags(queue)}");

    [Then("the flags of the used ring of {queue} are 0")]
    public void ThenUsedFlagsAreZero(BalloonQueue queue) => StepFailureException.UnlessEqual(0, UsedFlags(queue), "flags");

    [Then("the descriptor table of every queue is as the driver wrote it")]
    [Then("every readable buffer is as the driver wrote it")]
    [Then("every used entry was whole when the index showed it")]
    [Then("every used descriptor is as the device left it")]
    public async Task ThenRingMemoryIsRight()
    {
        await bed.SettleAsync();
        var wrong = bed.Events.OfType<RingVerified>().FirstOrDefault(e => e.Wrong.Count > 0);
        StepFailureException.Unless(bed.Events.OfType<RingVerified>().Any(), "a look at the rings", "none");
        StepFailureException.Unless(wrong is null, "ring memory as it must be", $"{wrong?.What} of {wrong?.Queue}: {string.Join(' ', wrong?.Wrong ?? [])}");
    }

    private void Want(BalloonQueue queue, NotificationWish wish)
    {
        bed.HandDriven[queue].Ring.AskForNotifications(wish);
        bed.LookAtRings(always: true);
    }

    private void Write(ulong address, ushort value)
    {
        bed.HandDriven.Memory.TryWrite(address, (Le16)value);
        bed.LookAtRings(always: true);
    }

    private async Task IndirectAsync(int pages, bool beginsInRing)
    {
        var driver = bed.HandDriven;
        var rings = Rings(BalloonQueue.Inflate);
        var frames = balloon.Prepare(pages);
        var array = driver.Readable(BalloonMessages.PageFrames([.. frames.Select(f => new PageRun(f, 1))]), pages * BalloonMessages.FrameNumberSize / 2);
        ulong table = driver.Allocate(2 * SplitDescriptor.Size);
        var rest = beginsInRing ? array[1..] : array;
        for (int i = 0; i < rest.Length; i++) driver.Memory.TryWrite(table + (ulong)i * SplitDescriptor.Size, InTable(rest[i], i, rest.Length));
        var reference = new SplitDescriptor(
            table, (uint)rest.Length * SplitDescriptor.Size, DescriptorFlags.Indirect | (beginsInRing ? DescriptorFlags.None : DescriptorFlags.Write), 0);
        // The ring knows a plain chain; its last descriptor is then made to refer to the table.
        driver.AddWithTable(BalloonQueue.Inflate, beginsInRing ? array[..2] : array[..1], array,
            new((ushort)(beginsInRing ? 1 : 0), reference.Address, reference.Length, (ushort)reference.Flags, 0, InTable: false));
        driver.Memory.TryWrite(rings.Descriptors + (beginsInRing ? SplitDescriptor.Size : 0UL), reference);
        driver.Notify(BalloonQueue.Inflate);
        await bed.SettleAsync();
    }

    private static SplitDescriptor InTable(Buffer buffer, int index, int count) => new(
        buffer.Address, buffer.Length, index < count - 1 ? DescriptorFlags.Next : DescriptorFlags.None, (ushort)(index + 1));

    private int Interrupts(BalloonQueue queue) => bed.Events.Skip(_from).OfType<DriverNotified>().Count(e => e.Queue == queue);

    private int UsedFlags(BalloonQueue queue)
    {
        bed.HandDriven.Memory.TryReadIndex(Rings(queue).Device, out ushort flags);
        return flags;
    }

    private QueueAddresses Rings(BalloonQueue queue) => bed.HandDriven[queue].Ring.Addresses;

    private byte[] Frames(int count) => BalloonMessages.PageFrames([.. bed.FreshFrames(count).Select(f => new PageRun(f, 1))]);
}
