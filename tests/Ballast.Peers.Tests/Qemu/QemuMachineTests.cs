using System.Buffers.Binary;
using System.Security.Cryptography;
using Ballast.Peers.Linux;
using Ballast.Peers.Qemu;

namespace Ballast.Peers.Tests.Qemu;

[Platform("Linux")]
[CancelAfter(60_000)]
public class QemuMachineTests
{
    private const ulong MiB = 1 << 20;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Disposed_LeavesNoProcessAndNoFile(CancellationToken cancellation)
    {
        var machine = await QemuHere.StartAsync(new(), cancellation);
        var (id, folder) = (machine.ProcessId, machine.Folder);
        Assert.That(ProcessStat.Read($"/proc/{id}/stat"), Is.Not.Null);
        Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
        await machine.DisposeAsync();

        Assert.That(new GuestProcesses(id, TimeProvider.System).Alive(), Is.Empty);
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public async Task OurOwnEnd_IsQemusToo(CancellationToken cancellation)
    {
        await using var machine = await QemuHere.StartAsync(new(), cancellation);
        machine.Watchdog.HangUp();
        await machine.Ended.WaitAsync(cancellation);
        await machine.Watchdog.Ended.WaitAsync(cancellation);
        Assert.That(Directory.Exists(machine.Folder), Is.False);
    }

    [Test]
    public async Task WhatQemuStarted_EndsWithIt(CancellationToken cancellation)
    {
        var machine = await QemuHere.StartAsync(new() { RamSize = 64 * MiB }, cancellation);
        var id = machine.ProcessId;
        await machine.Qmp.MigrateAsync("exec:exec cat >/dev/null; read forever", cancellation);
        await machine.DisposeAsync();
        Assert.That(new GuestProcesses(id, TimeProvider.System).Alive(), Is.Empty);
    }

    [TestCase(QemuMachineType.Pc, 0x12378086u)]
    [TestCase(QemuMachineType.Q35, 0x29C08086u)]
    public async Task HostBridge_IsFoundThroughPorts(QemuMachineType type, uint bridge, CancellationToken cancellation)
    {
        await using var machine = await QemuHere.StartAsync(new() { Machine = type }, cancellation);
        Assert.That(ReadConfiguration(machine.Bus, 0, 0), Is.EqualTo(bridge));
        Assert.That(machine.Bus.ReadPort(0xCFC, 2), Is.EqualTo(bridge & 0xFFFF));
        Assert.That(ReadConfiguration(machine.Bus, 4, 0), Is.EqualTo(0x10451AF4));
        Assert.That(ReadConfiguration(machine.Bus, 5, 0), Is.EqualTo(uint.MaxValue));
    }

    [TestCase(QemuMachineType.Pc, QemuBalloonInterface.ModernPci, 3584ul, 3072ul)]
    [TestCase(QemuMachineType.Q35, QemuBalloonInterface.ModernPci, 2817ul, 2048ul)]
    [TestCase(QemuMachineType.Microvm, QemuBalloonInterface.Mmio, 3073ul, 3072ul)]
    public async Task Ram_IsTheSameFromBothSides(
        QemuMachineType type, QemuBalloonInterface dialect, ulong mebibytes, ulong below, CancellationToken cancellation)
    {
        await using var machine = await QemuHere.StartAsync(new() { Machine = type, Interface = dialect, RamSize = mebibytes * MiB }, cancellation);
        foreach (var (address, length) in new (ulong, int)[] { (0x10_0000, 300_000), (below * MiB - 5000, 5000), (1ul << 32, 5000) })
        {
            var written = RandomNumberGenerator.GetBytes(length);
            var read = new byte[written.Length];
            Assert.That(machine.Ram.Memory.TryWrite(address, written));
            machine.Qtest.ReadMemory(address, read);
            Assert.That(read, Is.EqualTo(written));

            Array.Reverse(written);
            machine.Qtest.WriteMemory(address, written);
            Assert.That(machine.Ram.Memory.TryRead(address, read));
            Assert.That(read, Is.EqualTo(written));
            Assert.That(machine.Ram.Bytes(machine.Ram.OffsetOf(address)!.Value, written.Length).SequenceEqual(written));
        }

        Assert.That(machine.Ram.Memory.Contains(below * MiB, 1), Is.False);
        machine.Qtest.FillMemory(1ul << 32, 4096, 0x5A);
        Assert.That(machine.Ram.Bytes(below * MiB, 4096).ContainsAnyExcept((byte)0x5A), Is.False);
    }

    [TestCase(QemuMachineType.Pc, 11)]
    [TestCase(QemuMachineType.Q35, 20)]
    public async Task LineOfALegacyBalloon_IsSeen(QemuMachineType type, int line, CancellationToken cancellation)
    {
        const ushort ports = 0xC000, status = ports + 18, interruptStatus = ports + 19;
        await using var machine = await QemuHere.StartAsync(new() { Machine = type, Interface = QemuBalloonInterface.LegacyPci }, cancellation);
        var bus = machine.Bus;
        for (var time = 0; time < 2; time++)
        {
            WriteConfiguration(bus, 4, 0x10, ports);
            WriteConfiguration(bus, 4, 0x04, 0x05);
            bus.WritePort(status, 1, 7);
            var seen = bus.InterruptCount;
            await machine.Qmp.BalloonAsync(200 * MiB, cancellation);
            WaitForLine(bus, line, true, seen);
            Assert.That(bus.ReadPort(interruptStatus, 1), Is.EqualTo(3));
            Assert.That(bus.IsRaised(line), Is.False);
            await machine.ResetAsync(cancellation);
            Assert.That(bus.ReadPort(interruptStatus, 1), Is.EqualTo(0xFF));
        }
    }

    [TestCase(QemuBalloonInterface.LegacyMmio, 1u)]
    [TestCase(QemuBalloonInterface.Mmio, 2u)]
    public async Task LineOfAnMmioBalloon_IsSeen(QemuBalloonInterface dialect, uint version, CancellationToken cancellation)
    {
        const ulong registers = 0xFEB00E00;
        await using var machine = await QemuHere.StartAsync(new() { Machine = QemuMachineType.Microvm, Interface = dialect }, cancellation);
        var bus = machine.Bus;
        var log = new InterruptLog();
        bus.Connect(log);
        Assert.That(bus.ReadRegister(registers, 4), Is.EqualTo(0x74726976));
        Assert.That(bus.ReadRegister(registers + 4, 4), Is.EqualTo(version));
        Assert.That(bus.ReadRegister(registers + 8, 4), Is.EqualTo(5));
        if (version == 2)
        {
            bus.WriteRegister(registers + 0x24, 4, 1);
            bus.WriteRegister(registers + 0x20, 4, 1);
            bus.WriteRegister(registers + 0x70, 4, 0xB);
        }

        bus.WriteRegister(registers + 0x70, 4, 0xF);
        var seen = bus.InterruptCount;
        await machine.Qmp.BalloonAsync(200 * MiB, cancellation);
        WaitForLine(bus, 23, true, seen);
        bus.WriteRegister(registers + 0x64, 4, 3);
        Assert.That(log.Seen, Does.Contain("raise 23").And.Contain("lower 23"));
    }

    [Test]
    public async Task Manager_SeesTheBalloonAndTheMachine(CancellationToken cancellation)
    {
        await using var machine = await QemuHere.StartAsync(new() { FreePageHint = true, FreePageReporting = true, DeflateOnOom = true, Packed = true }, cancellation);
        var qmp = machine.Qmp;
        Assert.That(await qmp.QueryBalloonAsync(cancellation), Is.EqualTo(256 * MiB));
        await qmp.SetStatisticsIntervalAsync(QemuMachine.BalloonId, 1, cancellation);
        var statistics = await qmp.ReadStatisticsAsync(QemuMachine.BalloonId, cancellation);
        Assert.That((statistics.LastUpdate, statistics.Values.Count), Is.EqualTo(((DateTimeOffset?)null, 0)));

        using var events = qmp.Subscribe();
        await qmp.StopAsync(cancellation);
        await events.WaitForAsync("STOP", cancellation);
        Assert.That(await qmp.QueryStatusAsync(cancellation), Is.EqualTo("paused"));
        await qmp.ContinueAsync(cancellation);
        Assert.That(await qmp.QueryStatusAsync(cancellation), Is.EqualTo("running"));
        var refused = (await Assert.ThrowsAsync<QmpException>(() => qmp.ExecuteAsync("no-such-command", null, cancellation)))!;
        Assert.That(refused.Class, Is.EqualTo("CommandNotFound"));
    }

    [Test]
    public async Task Ram_MigratesFromOneToAnother(CancellationToken cancellation)
    {
        var options = new QemuMachineOptions { RamSize = 64 * MiB, Machine = QemuMachineType.Pc };
        await using var source = await QemuHere.StartAsync(options, cancellation);
        await using var destination = await QemuHere.StartAsync(options with { IsIncoming = true }, cancellation);
        Assert.That((await source.Qmp.QueryMigrationAsync(cancellation)).Status, Is.EqualTo("none"));
        BinaryPrimitives.WriteUInt64LittleEndian(source.Ram.Bytes(0x200000, 8), 0x1122334455667788);
        var uri = $"unix:{destination.Folder}/migration";
        await destination.Qmp.MigrateIncomingAsync(uri, cancellation);
        await source.Qmp.SetMigrationCapabilityAsync("events", true, cancellation);
        await source.Qmp.SetMigrationBandwidthAsync(1ul << 30, cancellation);
        using var events = source.Qmp.Subscribe();
        using var arrival = destination.Qmp.Subscribe();
        await source.Qmp.MigrateAsync(uri, cancellation);
        var migration = await source.Qmp.WaitForMigrationAsync(events, cancellation);
        await arrival.WaitForAsync("RESUME", cancellation);

        Assert.That((migration.Status, migration.Error), Is.EqualTo(("completed", (string?)null)));
        Assert.That(migration.Ram!.Total, Is.GreaterThan(64 * MiB));
        Assert.That(migration.Ram.Transferred, Is.GreaterThan(0));
        Assert.That(BinaryPrimitives.ReadUInt64LittleEndian(destination.Ram.Bytes(0x200000, 8)), Is.EqualTo(0x1122334455667788));
    }

    [Test]
    public async Task Killed_IsSaidByEveryLaterCall(CancellationToken cancellation)
    {
        await using var machine = await QemuHere.StartAsync(new(), cancellation);
        var waiting = Task.Run(() => machine.Bus.WaitForInterrupt(machine.Bus.InterruptCount + 1000, Soon), cancellation);
        Signals.Send(machine.ProcessId, Signals.Kill);
        var ended = await machine.Ended.WaitAsync(cancellation);
        Assert.That((ended.Failure, ended.Message), Is.EqualTo((QemuFailure.Ended, "QEMU was ended by signal 9")));

        foreach (var call in (Func<Task>[])[
            () => machine.Qmp.QueryBalloonAsync(cancellation),
            () => Task.Run(() => machine.Bus.ReadPort(0xCF8, 4), cancellation),
            () => Task.Run(() => machine.Bus.ReadRegister(0, 4), cancellation),
            () => waiting])
        {
            var exception = (await Assert.ThrowsAsync<QemuException>(call))!;
            Assert.That((exception.Failure, exception.Message), Is.EqualTo((QemuFailure.Ended, ended.Message)));
        }
    }

    [Test]
    public async Task ArgumentThatQemuRefuses_IsSaidInItsWords(CancellationToken cancellation)
    {
        var program = QemuHere.Program();
        var before = Directory.GetDirectories("/dev/shm", "ballast-qemu-*");
        var options = new QemuMachineOptions { ExtraArguments = ["-device", "no-such-device"] };
        var exception = (await Assert.ThrowsAsync<QemuException>(() => QemuMachine.StartAsync(program, options, cancellation)))!;

        Assert.That(exception.Failure, Is.EqualTo(QemuFailure.NotStarted));
        Assert.That(exception.Message, Does.StartWith("QEMU has ended with exit code 1: ").And.Contain("no-such-device").And.Not.Contain("\n"));
        Assert.That(Directory.GetDirectories("/dev/shm", "ballast-qemu-*"), Is.SubsetOf(before));
    }

    [Test]
    public async Task ProgramThatIsNone_IsRefused(CancellationToken cancellation)
    {
        var exception = (await Assert.ThrowsAsync<QemuException>(() => QemuMachine.StartAsync(new("/nowhere/qemu", "7.2.22", false), null, cancellation)))!;
        Assert.That(exception.Failure, Is.EqualTo(QemuFailure.NotStarted));
        Assert.That(exception.Message, Does.Contain("/nowhere/qemu"));
    }

    [Test]
    public async Task DeadlineTooShort_IsSaid(CancellationToken cancellation)
    {
        var options = new QemuMachineOptions { Deadline = TimeSpan.FromMilliseconds(1) };
        var exception = (await Assert.ThrowsAsync<QemuException>(() => QemuMachine.StartAsync(QemuHere.Program(), options, cancellation)))!;
        Assert.That(exception.Failure, Is.EqualTo(QemuFailure.Silent));
    }

    private static void WaitForLine(QtestBus bus, int line, bool isRaised, long seen)
    {
        while (bus.IsRaised(line) != isRaised)
        {
            Assert.That(bus.WaitForInterrupt(seen, Soon), $"line {line} did not change");
            seen = bus.InterruptCount;
        }
    }

    private static uint ReadConfiguration(QtestBus bus, int device, int offset)
    {
        bus.WritePort(0xCF8, 4, 0x80000000 | (uint)device << 11 | (uint)offset);
        return bus.ReadPort(0xCFC, 4);
    }

    private static void WriteConfiguration(QtestBus bus, int device, int offset, uint value)
    {
        bus.WritePort(0xCF8, 4, 0x80000000 | (uint)device << 11 | (uint)offset);
        bus.WritePort(0xCFC, 4, value);
    }
}
