using System.Globalization;
using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>actual is updated after the number of ballooned pages has changed.</summary>
internal sealed class ActualFollows : PerLifeRule
{
    private ulong _held;
    private uint? _written;
    private TraceEvent? _changed;
    private TraceEvent? _previous;

    public override ClauseId Clause => "driver.balloon.inflate-deflate.11";

    protected override void Watch(TraceEvent e)
    {
        // The balloon of the life that ends is not this one's.
        if (e is DeviceReset or StatusWritten { Status: DeviceStatus.None }) return;
        NoteChange();
        _previous = e;
        if (ConfigurationFields.Merged(e, BalloonConfiguration.ActualOffset, _written ?? 0) is not { } actual) return;
        _written = actual;
        if (_changed is null || actual != _held) return;
        Kept(e);
        _changed = null;
    }

    // A reset may come between a change and its update.
    protected override void Reborn(TraceEvent reset)
    {
        _held = 0;
        (_written, _changed, _previous) = (null, null, null);
    }

    public override void End(TraceEvent last)
    {
        NoteChange();
        if (_changed is null || Context.Balloon.IsInflating || Context.Balloon.IsDeflating || !Context.Balloon.IsExact) return;
        string actual = _written is { } value ? value.ToString(CultureInfo.InvariantCulture) : "never written";
        Broken(_changed, $"the balloon holds {_held} pages, and actual is {actual}");
    }

    private void NoteChange()
    {
        if (Context.Balloon.Held == _held) return;
        _held = Context.Balloon.Held;
        _changed = _previous;
    }
}
