using Ballast.Conformance.Testbeds;
using Ballast.Host.Machine;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Tests.Testbeds;

/// <summary>The suite's own driver, against a device that shows on the used ring what cannot be.</summary>
public class HandDrivenQueueTests
{
    private const ulong RingAt = 1 << 20;

    [TestCase(1)]
    [TestCase(17)]
    [TestCase(1000)]
    [TestCase(65535)]
    public void UsedIndexOfNothing_IsLookedAtForALimitedTime(int index)
    {
        using var machine = new PcMachine(new() { RamSize = 16UL << 20, IsShared = false });
        var memory = machine.MemoryFor(DirtyClient.Guest);
        var options = RingOptions.For(FeatureSet.Of(Feature.Version1));
        var addresses = RingLayout.At(RingAt, 16, options, out _);
        var queue = new HandDrivenQueue(0, Ring.ForDriver(memory, addresses, options), _ => Assert.Fail("nothing was sent"));
        memory.TryWriteIndex(addresses.Device + SplitLayout.IndexOffset, (ushort)index);

        for (int look = 0; look < 100; look++) Assert.That(queue.Used, Is.Empty);

        Assert.That(queue.Violations, Has.Count.InRange(1, 64));
    }
}
