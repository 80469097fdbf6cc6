using Ballast.Guest.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Driver;

/// <content>Initialisation, in the order of virtio 1.4, 3.1.1.</content>
public sealed partial class BalloonDriver
{
    private DeviceStatus _status;
    private int _resets;
    private FeatureSet _offered;

    private void Initialise()
    {
        Failure = null;
        _context.IsLegacy = false;
        Continue(0);
    }

    private void Continue(int next)
    {
        var steps = _context.Decisions.Initialisation;
        for (int i = next; i < steps.Count; i++)
        {
            if (_context.Decisions.LeavesOut(steps[i], _context.IsLegacy)) continue;
            if (steps[i] == InitialisationStep.Reset)
            {
                int following = i + 1;
                _context.Transport.WriteStatus(DeviceStatus.None);
                AwaitReset(() =>
                {
                    // Only now the device does not touch what belonged to the queues before.
                    Release();
                    Continue(following);
                });
                return;
            }
            if (!Do(steps[i]))
            {
                Fail(Failure ?? $"{steps[i]} failed");
                return;
            }
            if (_context.Decisions.PausesAfter(steps[i]))
            {
                int following = i + 1, reset = _resets;
                _loop.Post(() =>
                {
                    if (reset == _resets) Continue(following);
                });
                return;
            }
        }
    }

    private void AwaitReset(Action then)
    {
        State = DriverState.Resetting;
        _status = DeviceStatus.None;
        _context.IsResting = false;
        // Whoever asks for a reset later takes the place of who asked before.
        int reset = ++_resets;
        Await(() => State is DriverState.Resetting && reset == _resets, () => !_context.Decisions.AwaitsReset || _context.Transport.ReadStatus() == DeviceStatus.None, then,
            "the device does not finish its reset");
    }

    // Looks again and again, as long as it still matters, whether what the device was asked for is done.
    private void Await(Func<bool> matters, Func<bool> isDone, Action then, string failure)
    {
        Poll(_context.Options.ResetPolls);

        void Poll(int left)
        {
            if (!matters()) return;
            if (isDone()) then();
            else if (left > 0) _loop.Post(() => Poll(left - 1));
            else Fail(failure);
        }
    }

    private bool Do(InitialisationStep step)
    {
        switch (step)
        {
            case InitialisationStep.Acknowledge:
                return Set(DeviceStatus.Acknowledge);
            case InitialisationStep.Driver:
                return Set(DeviceStatus.Driver);
            case InitialisationStep.Features:
                _offered = _context.Transport.ReadOfferedFeatures();
                _context.IsLegacy = _context.Decisions.IsLegacy(_offered);
                _context.Accepted = _context.Decisions.Settle(
                    _context.Decisions.Accept(_offered, _context.Options.Supported), _context.Options.FillsFreePages);
                _context.Transport.WriteAcceptedFeatures(_context.Accepted);
                return CanWork();
            case InitialisationStep.FeaturesOk:
                return Set(DeviceStatus.FeaturesOk);
            case InitialisationStep.CheckFeaturesOk:
                if (_context.Decisions.FeaturesStand(_context.Transport.ReadStatus())) return true;
                Failure = $"the device does not take the features {_context.Accepted.ToString(_context.Options.Dialect)}";
                return false;
            case InitialisationStep.Queues:
                return TrySetUpQueues();
            case InitialisationStep.FirstStatistics:
                _bound?.Statistics?.Prime();
                return true;
            case InitialisationStep.PoisonValue:
                // driver.balloon.poison.2
                if (_context.Decisions.WritesPoisonValue(_context.Accepted)) _configuration.WritePoisonValue(_context.Options.PoisonValue);
                return true;
            case InitialisationStep.DriverOk:
                Set(DeviceStatus.DriverOk);
                State = DriverState.Running;
                return true;
            case InitialisationStep.Notify:
                _bound?.Statistics?.Notify();
                _bound?.Bitmap?.Prime();
                _bound?.Bitmap?.Notify();
                return true;
            case InitialisationStep.FirstConfiguration:
                _bound?.Balloon?.Resume();
                _bound?.Hints?.Configured();
                _bound?.Reports?.Start();
                return true;
            default:
                return true;
        }
    }

    private bool Set(DeviceStatus bit)
    {
        _status = _context.Decisions.Add(_status, bit);
        _context.Transport.WriteStatus(_status);
        return true;
    }

    private bool CanWork()
    {
        var options = _context.Options;
        int needed = BalloonConfiguration.SizeWith(_offered, options.Dialect);
        if (!_context.Decisions.Suffices(_offered, options.Required))
            Failure = $"the device does not offer all of {options.Required.ToString(options.Dialect)}";
        else if (!_context.Decisions.FitsConfiguration(_context.Transport.ConfigurationSize, needed))
            Failure = $"the configuration space has {_context.Transport.ConfigurationSize} bytes, {needed} are needed";
        return Failure is null;
    }

    // driver.init.12 and .13
    private void Fail(string reason)
    {
        Failure = reason;
        State = DriverState.Failed;
        if (_context.Decisions.GiveUp(_status) is { } status) _context.Transport.WriteStatus(status);
    }

    private bool TrySetUpQueues()
    {
        _bound = new();
        var options = _context.Options;
        var queues = _context.Decisions.Queues(options, _offered, _context.Accepted);
        for (int index = 0; index < queues.Count; index++)
        {
            var role = queues.RoleOf(index);
            if (!_context.Decisions.SetsUp(role, options.Dialect, _context.Accepted)) continue;
            ushort largest = role is BalloonQueue.FreePage ? options.FreePageQueueSize : options.QueueSize;
            if (DriverQueue.TrySetUp(_context, index, role, largest, out string? reason) is { } queue) _bound.Add(queue);
            else
            {
                Failure = reason;
                return false;
            }
        }
        return TrySetUpProtocols(_bound);
    }

    private bool TrySetUpProtocols(Bound bound)
    {
        if (bound.With(BalloonQueue.Inflate) is not { } inflate || bound.With(BalloonQueue.Deflate) is not { } deflate || !TryPage(out var arrays)) return false;
        bound.Balloon = new(_context, _configuration, inflate, deflate, arrays);
        if (_context.Accepted.Has(Feature.StatsVq) && bound.With(BalloonQueue.Statistics) is { } statistics)
        {
            if (!TryPage(out var page)) return false;
            bound.Statistics = new(_context, statistics, _statistics, page);
        }
        if (bound.With(BalloonQueue.Reporting) is { } reporting) bound.Reports = new(_context, reporting, _loop);
        if (bound.With(BalloonQueue.FreePage) is { } freePage)
        {
            if (!TryPage(out var page)) return false;
            if (_context.Options.Dialect == Dialect.Bitmap) bound.Bitmap = new(_context, freePage, page);
            else bound.Hints = new(_context, _configuration, freePage, _loop, page);
        }
        return true;
    }

    private bool TryPage(out PageBlock page)
    {
        if (_context.TryAllocate(PageRun.PageSize, out page)) return true;
        Failure = "no memory for the driver's buffers";
        return false;
    }
}
