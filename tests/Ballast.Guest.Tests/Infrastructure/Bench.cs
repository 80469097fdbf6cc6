using Ballast.Guest.Driver;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;

namespace Ballast.Guest.Tests.Infrastructure;

/// <summary>A guest, and the scripted device that it drives.</summary>
internal sealed class Bench : IDisposable
{
    public Bench(TestRam ram, BalloonDriverOptions? driver = null, DriverDecisions? decisions = null)
    {
        Ram = ram;
        Device = new(ram.Memory);
        Trace = new(Loop.Time);
        Guest = new(ram.Memory, ram.Ranges, Device, Loop, new() { Driver = driver ?? new(), Decisions = decisions ?? new() }, Trace);
    }

    public TestRam Ram { get; }

    public SteppedLoop Loop { get; } = new();

    public ScriptedDevice Device { get; }

    public TraceRecorder Trace { get; }

    public ReferenceGuest Guest { get; }

    public BalloonDriver Driver => Guest.Driver!;

    public Bench Bound()
    {
        Driver.Bind();
        Loop.RunUntilIdle();
        return this;
    }

    public void Run() => Loop.RunUntilIdle();

    /// <summary>The device serves inflateq and deflateq until the driver is content.</summary>
    public void ServeBalloon()
    {
        Run();
        while (ServeIfUp(0) + ServeIfUp(1) > 0) Run();
    }

    private int ServeIfUp(int queue) => Device.ConfiguredQueues.Contains(queue) ? Device.Serve(queue).Count : 0;

    public void Dispose() => Ram.Dispose();
}
