using Ballast.Host.Balloon;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A device that keeps to the protocol, but rarely met ways of doing so: it returns buffers of some queues only when it is
/// told to, and may refuse the first set of features, whatever it is.
/// </summary>
/// <param name="parts">What it is made of.</param>
public class ProvokingBalloonDevice(DeviceParts parts) : BalloonDevice(parts.Options, parts.Loop, parts.Trace, parts.Ram)
{
    private readonly List<(BalloonQueue Queue, Action Use)> _waiting = [];
    private bool _refuses = parts.RefusesOnce;

    /// <summary>How many buffers are held back now.</summary>
    public int HeldBuffers => Loop.Invoke(() => _waiting.Count);

    /// <summary>Returns what is held of a queue, and holds it back no more.</summary>
    public void Release(BalloonQueue queue) => Loop.Invoke(() =>
    {
        parts.Held.Remove(queue);
        foreach (var (_, use) in _waiting.Where(w => w.Queue == queue).ToList()) use();
        _waiting.RemoveAll(w => w.Queue == queue);
        NotifyUsed(queue);
        return true;
    });

    /// <inheritdoc/>
    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        if (parts.Held.Contains(role)) _waiting.Add((role, () => base.Use(role, chain, written, content)));
        else base.Use(role, chain, written, content);
    }

    /// <summary>What the device says that it wrote of the next request for free pages; null for the truth.</summary>
    public uint? RequestLength { get; set; }

    /// <summary>Says when the driver is to notify.</summary>
    public void Ask(BalloonQueue queue, NotificationWish wish) => Loop.Invoke(() =>
    {
        RingOf(queue)?.AskForNotifications(wish);
        return true;
    });

    /// <summary>Looks at a queue of which it was not notified.</summary>
    public void Look(BalloonQueue queue) => Loop.Invoke(() =>
    {
        LookAt(queue);
        return true;
    });

    /// <summary>Notifies the driver of a queue in which nothing was used.</summary>
    public void NotifyWithoutCause(BalloonQueue queue) => Loop.Invoke(() =>
    {
        NotifyDriver(queue);
        return true;
    });

    /// <inheritdoc/>
    protected override uint LengthOf(BalloonQueue queue, DescriptorChain chain, uint written) =>
        queue == BalloonQueue.FreePage && written > 0 && RequestLength is { } said ? said
        : parts.ReportsTotalLength ? (uint)chain.ReadableLength + written
        : base.LengthOf(queue, chain, written);

    /// <inheritdoc/>
    protected override void ReturnAnswer(DescriptorChain chain)
    {
        if (!parts.HoldsAnswers) base.ReturnAnswer(chain);
    }

    /// <inheritdoc/>
    protected override void OnReset()
    {
        // The rings are gone, and what was in them.
        _waiting?.Clear();
        base.OnReset();
    }

    /// <inheritdoc/>
    protected override Violation? CheckFeatures(FeatureSet accepted)
    {
        if (!_refuses) return base.CheckFeatures(accepted);
        _refuses = false;
        return new("device.features.3", "this device refuses every set of features once");
    }
}
