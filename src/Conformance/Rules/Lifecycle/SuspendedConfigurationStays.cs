using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A suspended device ignores writes to its configuration.</summary>
internal sealed class SuspendedConfigurationStays : SuspensionRule
{
    private readonly Dictionary<int, uint> _known = [];
    private readonly Dictionary<int, (uint Before, uint Written)> _ignored = [];

    public override ClauseId Clause => "device.suspend.2";

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        if (e is ConfigurationChanged changed)
        {
            _known[changed.Offset] = changed.After;
            _ignored.Remove(changed.Offset);
        }
        for (int field = 0; field < BalloonConfiguration.Size; field += sizeof(uint)) Watch(e, field);
    }

    protected override void Reborn(TraceEvent reset)
    {
        base.Reborn(reset);
        _known.Clear();
        _ignored.Clear();
    }

    private void Watch(TraceEvent e, int field)
    {
        if (ConfigurationFields.Written(e, field) is { } written)
        {
            if (Phase != SuspensionPhase.Suspended) _known[field] = written;
            else if (_known.TryGetValue(field, out uint known) && known != written) _ignored[field] = (known, written);
        }
        else if (ConfigurationFields.Read(e, field) is { } read)
        {
            if (_ignored.Remove(field, out var values) && (read == values.Before || read == values.Written))
                Check(e, read == values.Before, $"{BalloonConfiguration.NameOf(field)} takes the value {read} that was written while the device was suspended");
            _known[field] = read;
        }
    }
}
