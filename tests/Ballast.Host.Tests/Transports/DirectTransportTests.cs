using Ballast.Host.Balloon;
using Ballast.Host.Machine;
using Ballast.Host.Transports;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Transport;

namespace Ballast.Host.Tests.Transports;

internal sealed class DirectTransportTests
{
    [Test]
    public void NotificationAndItsAnswer_DoNotNest()
    {
        var loop = new SteppedLoop();
        using var machine = new PcMachine(new() { RamSize = 1 << 20 });
        var device = Device(machine, loop);
        var transport = new DirectTransport(device, loop, loop);
        var driver = new Listener();
        transport.Connect(driver);
        var queue = Up(transport, machine);
        queue.TryAdd([new(0x8000, 4, false)], null, out _);

        transport.Notify(0);
        Assert.That(queue.TryTakeUsed(out _, out _), Is.False);
        loop.WaitFor(() => queue.TryTakeUsed(out _, out _), TimeSpan.FromSeconds(1));
        Assert.That(driver.Used, Is.Empty);

        loop.RunUntilIdle();
        Assert.That(driver.Used, Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void TwoThreads_EveryBufferComesBack()
    {
        using var deviceLoop = new ThreadedLoop("device");
        using var driverLoop = new ThreadedLoop("driver");
        using var machine = new PcMachine(new() { RamSize = 1 << 20 });
        var device = Device(machine, deviceLoop);
        var transport = new DirectTransport(device, deviceLoop, driverLoop);
        int returned = 0, sent = 0;
        const int all = 5000;
        var driver = new Listener();
        var queue = driverLoop.Invoke(() =>
        {
            transport.Connect(driver);
            return Up(transport, machine);
        });
        driver.OnUsed = () =>
        {
            while (queue.TryTakeUsed(out _, out _)) returned++;
            Send();
        };

        driverLoop.Post(Send);

        Assert.That(driverLoop.WaitFor(() => returned == all, TimeSpan.FromSeconds(30)), $"{returned} of {all} came back");

        void Send()
        {
            while (sent < all && queue.TryAdd([new(0x8000, 4, false)], null, out _)) sent++;
            if (queue.ShouldNotifyDevice()) transport.Notify(0);
        }
    }

    private static BalloonDevice Device(PcMachine machine, IEventLoop loop)
    {
        var device = new BalloonDevice(new() { PunchHoles = false }, loop, new TraceRecorder(loop.Time), machine);
        device.AttachMemory(machine.MemoryFor(DirtyClient.Device));
        return device;
    }

    private static SplitDriverQueue Up(DirectTransport transport, PcMachine machine)
    {
        transport.WriteStatus(DeviceStatus.None);
        transport.WriteStatus((DeviceStatus)3);
        transport.WriteAcceptedFeatures(transport.ReadOfferedFeatures());
        transport.WriteStatus((DeviceStatus)11);
        var queue = new SplitDriverQueue(machine.MemoryFor(DirtyClient.Guest), SplitLayout.At(0x1000, 128, out _));
        transport.ConfigureQueue(0, queue.Addresses);
        transport.EnableQueue(0);
        transport.WriteStatus((DeviceStatus)15);
        return queue;
    }

    private sealed class Listener : IDriverNotifications
    {
        public List<int> Used { get; } = [];

        public Action? OnUsed { get; set; }

        public void UsedBuffers(int queue)
        {
            Used.Add(queue);
            OnUsed?.Invoke();
        }

        public void ConfigurationChanged()
        {
        }
    }
}
