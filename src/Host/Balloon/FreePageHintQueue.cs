using Ballast.Host.Devices;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Wire;
using static Ballast.Host.Balloon.HintInput;

namespace Ballast.Host.Balloon;

/// <summary>free_page_vq of the hint dialect: command ids and pages, told apart by direction (virtio 1.4, 5.5.6.5).</summary>
internal sealed class FreePageHintQueue(BalloonDevice device) : QueueHandler
{
    private CommandId? _last;
    private IFreePageHintSink? _sink;

    public HintSession Session { get; private set; } = new(HintPhase.Idle, CommandId.Stop);

    public bool IsAvailable => device.IsRunning && device.Options.Dialect == Virtio.Dialect.Hint && device.AcceptedFeatures.Has(Virtio.Feature.FreePageHint);

    public override void Handle(DescriptorChain chain)
    {
        if (chain.ReadableLength > 0 && !TryTakeCommand(chain)) return;
        if (chain.WritableLength > 0 && device.AcceptsPages(Session)) TakePages(chain);
        device.Use(BalloonQueue.FreePage, chain);
    }

    /// <summary>Begins a round.</summary>
    /// <returns>Its id, or STOP when the driver does not take part.</returns>
    public CommandId Start(IFreePageHintSink sink)
    {
        if (!IsAvailable) return CommandId.Stop;
        var id = _last is { } last ? device.After(last) : device.Options.FirstCommandId;
        _last = id;
        _sink = sink;
        Apply(new HostAsks(id));
        return id;
    }

    public void Stop()
    {
        _sink = null;
        Apply(new HostStops());
    }

    public void Done()
    {
        _sink = null;
        Apply(new HostIsDone());
    }

    /// <summary>The driver is gone, and the round with it.</summary>
    public void Leave()
    {
        _sink = null;
        Session = device.Next(Session, new DriverLeaves());
    }

    private void Apply(HintInput input)
    {
        Session = device.Next(Session, input);
        if (IsAvailable) device.ChangeField(BalloonConfiguration.FreePageHintCommandIdOffset, device.Shown(Session).Value);
    }

    private bool TryTakeCommand(DescriptorChain chain)
    {
        if (chain.ReadableLength != BalloonMessages.CommandSize)
        {
            device.Refuse(new("driver.balloon.hinting.1", $"a command buffer has {chain.ReadableLength} bytes"));
            return true;
        }
        Span<byte> bytes = stackalloc byte[BalloonMessages.CommandSize];
        if (chain.Read(device.Memory, 0, bytes) < bytes.Length)
        {
            device.Break(new("2.6", "a command buffer is not guest memory"));
            return false;
        }
        var id = new CommandId(device.CommandByteOrder.ReadUInt32(bytes));
        if (Session.Phase == HintPhase.Started && id == Session.Current)
            device.Refuse(new("driver.balloon.hinting.3", $"command id {id} is sent again within its round"));
        Apply(new CommandReceived(id));
        return true;
    }

    private void TakePages(DescriptorChain chain)
    {
        foreach (var buffer in chain.Buffers)
        {
            if (!buffer.IsDeviceWritable) continue;
            ulong taken = 0;
            foreach (var (address, length) in PageRanges.WholePages(device.Memory, buffer.Address, buffer.Length))
            {
                device.Record(new PagesHinted(address, length, _sink?.Hint(address, length) ?? 0));
                // device.balloon.hinting.4: nothing is discarded by default, or what the guest has written since the id was issued is lost.
                if (device.Ram is { } ram && device.ShouldDiscard(BalloonQueue.FreePage)) PageRanges.Discard(ram, address, length, (ulong)device.Options.HostPageSize);
                taken += length;
            }
            if (taken < buffer.Length)
                device.Refuse(new("5.5.6.5", $"of a hint of {buffer.Length} bytes at 0x{buffer.Address:x} only {taken} are whole pages of RAM"));
        }
    }
}
