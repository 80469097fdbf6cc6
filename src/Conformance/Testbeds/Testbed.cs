using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Steps;
using Ballast.Host.Machine;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// One scenario's pair of driver and device, with the trace of what happens between them. Parts are built on first use,
/// from the plan that the Given steps have made by then.
/// </summary>
public sealed partial class Testbed : IAsyncDisposable
{
    // Enough for whatever two sides do in answer to one thing; some guests are never idle.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(50);

    private readonly ScenarioContext _context;
    private readonly ITestbedPeers _peers;
    private readonly Lazy<TraceRecorder> _trace;
    private readonly Stack<IDisposable> _owned = new();
    private uint _nextFrame = (uint)(HandDrivenDriver.FirstFreeAddress >> PageRun.PageShift) + 0x1000;

    /// <summary>A testbed for one scenario.</summary>
    /// <param name="context">The scenario; its tags say what it needs.</param>
    /// <param name="peers">Who stands on either side.</param>
    public Testbed(ScenarioContext context, ITestbedPeers peers)
    {
        _context = context;
        _peers = peers;
        // A kernel needs room to boot; the reference guest does not.
        Plan.RamSize = UsesThirdParty ? 256UL << 20 : 64UL << 20;
        Plan.Dialect = context.Scenario.Tags.Contains("@dialect:bitmap") ? Dialect.Bitmap : Dialect.Hint;
        // Reports come whenever the driver likes: a scenario that is about something else does not ask for them.
        if (!IsDeviceUnderTest) Plan.Offered = Plan.Offered.Without(Feature.PageReporting);
        _trace = new(() => new TraceRecorder(Loop.Time));
    }

    /// <summary>What the scenario's Given steps ask for.</summary>
    public TestbedPlan Plan { get; } = new();

    /// <summary>Seed of everything that is left to chance.</summary>
    public int Seed => _peers.Seed;

    /// <summary>Set when the scenario has to end.</summary>
    public CancellationToken Cancellation => _context.Cancellation;

    /// <summary>Whether the device is the side under test, and a hand-driven driver its counterpart.</summary>
    public bool IsDeviceUnderTest => _context.Scenario.Tags.Contains("@device");

    /// <summary>What has happened so far.</summary>
    public IReadOnlyList<TraceEvent> Events => _trace.Value.Events;

    /// <summary>The trace, with what its header says.</summary>
    public Trace Trace => new(
        new(_peers.Producer, UsesForeignDevice ? TraceActor.Driver : TraceActor.Device, Transport, PcMachine.NameOf(Plan.Machine), Plan.RamSize, Plan.Dialect, Numbering) { ByteOrder = Plan.ByteOrder }, Events);

    /// <summary>What carries the protocol between the two sides.</summary>
    public string Transport => UsesThirdParty ? VhostUserSide.Transport
        : Carrier == TransportKind.VhostUser ? VhostUserSide.Transport : Carrier.ToString().ToLowerInvariant();

    /// <summary>Whether anything was recorded.</summary>
    public bool HasTrace => _trace.IsValueCreated && _trace.Value.Events.Count > 0;

    /// <summary>Notes an event of the suite's own.</summary>
    public void Record(TraceEvent e) => _trace.Value.Record(e);

    /// <summary>Does something at the moment when an event of a kind happens for the first time.</summary>
    public void When<T>(Func<T, bool> condition, Action<T> action) where T : TraceEvent
    {
        bool done = false;
        _trace.Value.Recorded += e =>
        {
            if (done || e is not T wanted || !condition(wanted)) return;
            done = true;
            action(wanted);
        };
    }

    /// <summary>Waits until the condition, which is evaluated on the device's loop, holds.</summary>
    /// <param name="condition">What to wait for.</param>
    /// <param name="expected">What that is, in words.</param>
    /// <param name="actual">What is there instead, in words.</param>
    /// <exception cref="StepFailureException">It did not come about in time.</exception>
    public async Task UntilAsync(Func<bool> condition, string expected, Func<string>? actual = null)
    {
        var patience = UsesForeignDevice ? ForeignPatience : _peers.Patience;
        bool Holds()
        {
            if (UsesForeignDevice) LookAtForeign();
            return condition();
        }

        bool held = await Task.Run(() => Loop.WaitFor(Holds, patience, Cancellation), Cancellation);
        LookAtRings();
        if (UsesForeignDevice) LookAtForeign();
        if (!held) throw new StepFailureException(expected, actual?.Invoke() ?? $"nothing of the kind within {patience.TotalSeconds:0} s");
    }

    /// <summary>Asks again and again, after each event, until the condition holds.</summary>
    /// <exception cref="StepFailureException">It did not come about in time.</exception>
    public async Task UntilAsync(Func<Task<bool>> condition, string expected, Func<string> actual)
    {
        long start = Loop.Time.GetTimestamp();
        while (!await condition())
        {
            Cancellation.ThrowIfCancellationRequested();
            if (Loop.Time.GetElapsedTime(start) > _peers.Patience) throw new StepFailureException(expected, actual());
            await SettleAsync();
            // Nothing more comes of two sides at rest but by time.
            if (Loop is SteppedLoop { IsIdle: true } idle) idle.Advance(SettlingTime);
        }
    }

    /// <summary>Lets both sides do what they have to do by now. With a third party, which works by itself, there is nothing to do.</summary>
    public Task SettleAsync()
    {
        if (UsesForeignDevice) SettleForeign();
        if (Loop is SteppedLoop stepped) stepped.RunFor(SettlingTime);
        LookAtRings();
        return Task.CompletedTask;
    }

    /// <summary>Shows that something did not happen: lets the driver answer something legal that comes behind it.</summary>
    public async Task ProveLivenessAsync()
    {
        await UntilAsync(() => HoldsStatistics, "a driver that holds statistics ready");
        long before = Device.StatisticsReceived;
        RequestStatistics();
        await UntilAsync(() => Device.StatisticsReceived > before, "an answer to a request for statistics");
    }

    /// <summary>Guest-physical address in the hole below 4 GiB, where no machine has RAM.</summary>
    public const ulong AddressInTheHole = 0xfec0_0000;

    /// <summary>A frame of RAM that no step has used before.</summary>
    public IReadOnlyList<uint> FreshFrames(int count)
    {
        var frames = Enumerable.Range(0, count).Select(i => _nextFrame + (uint)i).ToList();
        _nextFrame += (uint)count;
        return frames;
    }

    /// <summary>Guest-physical address of a block of RAM that no step has used before, aligned to its size.</summary>
    public ulong FreshBlock(uint bytes)
    {
        uint pages = bytes / PageRun.PageSize;
        _nextFrame = (_nextFrame + pages - 1) / pages * pages;
        ulong address = (ulong)_nextFrame << PageRun.PageShift;
        _nextFrame += pages;
        return address;
    }

    /// <summary>The same, filled with a byte.</summary>
    public ulong FreshBlock(uint bytes, byte content)
    {
        ulong address = FreshBlock(bytes);
        byte[] block = new byte[bytes];
        block.AsSpan().Fill(content);
        HandDriven.Memory.TryWrite(address, block);
        return address;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_driver is not null) await _driver.DisposeAsync();
        if (_deviceSide is not null) await _deviceSide.DisposeAsync();
        if (_side is not null) await _side.DisposeAsync();
        while (_owned.TryPop(out var owned)) owned.Dispose();
    }

    private T Own<T>(T owned) where T : IDisposable
    {
        _owned.Push(owned);
        return owned;
    }
}
