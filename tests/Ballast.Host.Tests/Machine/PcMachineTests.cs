using Ballast.Host.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using CsCheck;

namespace Ballast.Host.Tests.Machine;

internal sealed class PcMachineTests
{
    private const ulong GiB = 1UL << 30;
    private const ulong FourGiB = 4 * GiB;

    [Test]
    public void Tebibyte_IsBuiltAtOnceAndCanBeUsedAtItsEnds()
    {
        using var machine = new PcMachine(new() { RamSize = 1UL << 40 });
        var memory = machine.MemoryFor(DirtyClient.Guest);

        Assert.Multiple(() =>
        {
            Assert.That(memory.TryWrite(0, 0x1122334455667788UL));
            Assert.That(memory.TryWrite(FourGiB + machine.Above4G - 8, 42UL));
            Assert.That(memory.TryRead(FourGiB + machine.Above4G - 8, out ulong last) && last == 42);
        });
    }

    [Test]
    public void MachineIsBuilt_LowMemoryCanBeAskedAndIsInTheTrace()
    {
        var trace = new TraceRecorder(TimeProvider.System);
        using var machine = new PcMachine(new() { Type = MachineType.I440fx, RamSize = 8 * GiB, MaximumBelow4G = 2 * GiB }, trace);

        Assert.That(machine.LowMemory, Is.EqualTo(2 * GiB));
        var built = (MachineBuilt)trace.Events.Single();
        Assert.That(built with { Sequence = 0, Time = default, Blocks = [] },
            Is.EqualTo(new MachineBuilt("i440fx", 8 * GiB, 2 * GiB, 2 * GiB, 2 * GiB, 6 * GiB, [])));
        Assert.That(built.Blocks, Is.EqualTo(new[] { new RamBlockSize("pc.ram", 8 * GiB) }));
    }

    [TestCase(0UL, 0UL)]
    [TestCase(0x7fffffffUL, 0x7fffffffUL)]
    [TestCase(FourGiB, 0x80000000UL)]
    [TestCase(FourGiB + 6 * GiB - 1, 8 * GiB - 1)]
    public void AddressOfRam_IsFoundAndFoundBack(ulong address, ulong ramOffset)
    {
        using var machine = new PcMachine(new() { RamSize = 8 * GiB });

        Assert.Multiple(() =>
        {
            Assert.That(machine.TryGetRamOffset(address, out ulong offset) && offset == ramOffset);
            Assert.That(machine.TryGetGuestAddress(ramOffset, out ulong back) && back == address);
        });
    }

    [TestCase(0x80000000UL)]
    [TestCase(FourGiB - 1)]
    [TestCase(FourGiB + 6 * GiB)]
    [TestCase(ulong.MaxValue)]
    public void AddressInTheHoleOrPastTheEnd_IsNotRamAndNothingIsWritten(ulong address)
    {
        using var machine = new PcMachine(new() { RamSize = 8 * GiB });
        machine.Blocks[0].DirtyLog.Start();

        Assert.Multiple(() =>
        {
            Assert.That(machine.TryLocate(address, out _, out _, out _), Is.False);
            Assert.That(machine.MemoryFor(DirtyClient.Guest).TryWrite(address, (byte)1), Is.False);
            Assert.That(machine.Blocks[0].DirtyLog.CountMarked(), Is.Zero);
        });
    }

    [Test]
    public void WriteAcrossTheEdgeOfTheHole_WritesNothing()
    {
        using var machine = new PcMachine(new() { RamSize = 8 * GiB });
        var memory = machine.MemoryFor(DirtyClient.Guest);

        Assert.That(memory.TryWrite(0x80000000 - 4, ulong.MaxValue), Is.False);
        Assert.That(memory.TryRead(0x80000000 - 4, out uint before) && before == 0);
    }

    [Test]
    public void RandomAddresses_GoToRamAndBackOneToOne()
    {
        using var machine = new PcMachine(new() { Type = MachineType.I440fx, RamSize = 6 * GiB, Blocks = [new("a", 4096), new("b", 5 * GiB), new("c", GiB - 4096)] });
        Gen.ULong[0, machine.Size + 2 * GiB].Sample(address =>
        {
            bool found = machine.TryLocate(address, out var block, out ulong offset, out ulong contiguous);
            if (!found) return address is >= 0xc0000000 and < FourGiB || address >= FourGiB + machine.Above4G;
            return machine.TryGetGuestAddress(block!.RamOffset + offset, out ulong back) && back == address
                && contiguous > 0 && offset + contiguous <= block.Length;
        });
    }

    [Test]
    public void SeveralBlocks_BytesLieWhereGuestMemorySaysAndMarksInTheRightLog()
    {
        using var machine = new PcMachine(new() { RamSize = 4 * 4096 * 64, Blocks = [new("one", 4096), new("two", 4096 * 63), new("three", 4096 * 192)] });
        foreach (var block in machine.Blocks) block.DirtyLog.Start();

        machine.MemoryFor(DirtyClient.Device).TryWrite(4096 - 2, 0x04030201u);

        Assert.Multiple(() =>
        {
            Assert.That(machine.Blocks[0].Bytes(4094, 2).ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
            Assert.That(machine.Blocks[1].Bytes(0, 2).ToArray(), Is.EqualTo(new byte[] { 3, 4 }));
            Assert.That(machine.Blocks.Select(b => b.DirtyLog.CountMarked()), Is.EqualTo(new ulong[] { 1, 1, 0 }));
        });
    }

    [TestCase(4096UL, "between")]
    [TestCase((1UL << 40) + 4096, "between")]
    [TestCase((1UL << 20) + 1, "whole number")]
    public void RamOfAnImpossibleSize_IsRefusedInOneLine(ulong size, string why) =>
        Assert.That(() => new PcMachine(new() { RamSize = size }), Throws.ArgumentException.With.Message.Contains(why).And.Message.Not.Contains("\n"));

    [Test]
    public void BlocksThatAreNotTheRam_AreRefused()
    {
        const ulong size = 1UL << 20;
        Assert.Multiple(() =>
        {
            Assert.That(() => new PcMachine(new() { RamSize = size, Blocks = [new("a", size / 2)] }), Throws.ArgumentException);
            Assert.That(() => new PcMachine(new() { RamSize = size, Blocks = [new("a", size), new("b", 4096)] }), Throws.ArgumentException);
            Assert.That(() => new PcMachine(new() { RamSize = size, Blocks = [new("a", size / 2), new("a", size / 2)] }), Throws.ArgumentException);
            Assert.That(() => new PcMachine(new() { RamSize = size, Blocks = [new("a", size - 1), new("b", 1)] }), Throws.ArgumentException);
            Assert.That(() => new PcMachine(new() { RamSize = size, Blocks = [] }), Throws.ArgumentException);
        });
    }
}
