using Ballast.Host.Balloon;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A device that keeps to the protocol, but rarely met ways of doing so: it returns buffers of some queues only when it is
/// told to, may refuse the first set of features, whatever it is, and may take its time, or break, where it is asked to rest.
/// </summary>
/// <param name="parts">What it is made of.</param>
public class ProvokingBalloonDevice(DeviceParts parts) : BalloonDevice(parts.Options, parts.Loop, parts.Trace, parts.Ram)
{
    private const int LooksUntilDone = 4;

    private readonly List<(BalloonQueue Queue, Action Use)> _waiting = [];
    private readonly List<Action> _due = [];
    private int _looks;
    private bool _refuses = parts.RefusesOnce;
    private uint? _targetAfterRead = parts.TargetAfterRead;

    /// <summary>How many buffers are held back now.</summary>
    public int HeldBuffers => Loop.Invoke(() => _waiting.Count);

    /// <summary>Returns what is held of a queue, and holds it back no more.</summary>
    public void Release(BalloonQueue queue) => Loop.Invoke(() =>
    {
        parts.Held.Remove(queue);
        foreach (var (_, use) in _waiting.Where(w => w.Queue == queue).ToList()) use();
        _waiting.RemoveAll(w => w.Queue == queue);
        NotifyUsed(queue);
    });

    /// <inheritdoc/>
    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        if (parts.Held.Contains(role)) _waiting.Add((role, () => base.Use(role, chain, written, content)));
        else base.Use(role, chain, written, content);
    }

    /// <summary>Lets the device come to need a reset.</summary>
    public void ComeToNeedReset() => Loop.Invoke(() => NeedReset());

    /// <summary>What the device says that it wrote of the next request for free pages; null for the truth.</summary>
    public uint? RequestLength { get; set; }

    /// <summary>Says when the driver is to notify.</summary>
    public void Ask(BalloonQueue queue, NotificationWish wish) => Loop.Invoke(() => RingOf(queue)?.AskForNotifications(wish));

    /// <summary>Looks at a queue of which it was not notified.</summary>
    public void Look(BalloonQueue queue) => Loop.Invoke(() => LookAt(queue));

    /// <summary>Notifies the driver of a queue in which nothing was used.</summary>
    public void NotifyWithoutCause(BalloonQueue queue) => Loop.Invoke(() => NotifyDriver(queue));

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
    public override DeviceStatus ReadStatus()
    {
        CountLook();
        return base.ReadStatus();
    }

    /// <inheritdoc/>
    public override bool IsQueueReset(int queue)
    {
        CountLook();
        return base.IsQueueReset(queue);
    }

    /// <inheritdoc/>
    public override void ReadConfiguration(int offset, Span<byte> destination)
    {
        base.ReadConfiguration(offset, destination);
        if (offset != BalloonConfiguration.NumPagesOffset || _targetAfterRead is not { } target) return;
        // The field changes between the two looks at the generation.
        _targetAfterRead = null;
        ChangeField(offset, target);
    }

    /// <inheritdoc/>
    protected override void OnReset()
    {
        // The rings are gone, and what was in them.
        _waiting?.Clear();
        _due?.Clear();
        base.OnReset();
    }

    /// <inheritdoc/>
    protected override void ForgetQueue(int queue)
    {
        _waiting.RemoveAll(w => w.Queue == RoleOf(queue));
        base.ForgetQueue(queue);
    }

    /// <inheritdoc/>
    protected override void FinishBuffers()
    {
        base.FinishBuffers();
        foreach (var (queue, use) in _waiting.ToList())
        {
            use();
            NotifyUsed(queue);
        }
        _waiting.Clear();
    }

    /// <inheritdoc/>
    protected override void BeginQueueReset(int queue) => TakeTime(() => base.BeginQueueReset(queue));

    /// <inheritdoc/>
    protected override void Suspend()
    {
        if (parts.BreaksOnSuspend) NeedReset();
        else TakeTime(base.Suspend);
    }

    /// <inheritdoc/>
    protected override void ResumeOperation() => TakeTime(base.ResumeOperation);

    private void TakeTime(Action finish)
    {
        if (!parts.TakesTime)
        {
            finish();
            return;
        }
        _looks = LooksUntilDone;
        _due.Add(finish);
    }

    private void CountLook()
    {
        if (_due.Count == 0 || --_looks > 0) return;
        var due = _due.ToList();
        _due.Clear();
        foreach (var finish in due) finish();
    }

    /// <inheritdoc/>
    protected override Violation? CheckFeatures(FeatureSet accepted)
    {
        if (!_refuses) return base.CheckFeatures(accepted);
        _refuses = false;
        return new("device.features.3", "this device refuses every set of features once");
    }
}
