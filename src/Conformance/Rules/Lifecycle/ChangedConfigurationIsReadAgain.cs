using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>What was read while the configuration changed is read again before the driver goes by it.</summary>
internal sealed class ChangedConfigurationIsReadAgain : PerLifeRule
{
    private readonly List<ConfigurationRead> _read = [];
    private GenerationRead? _before;
    private ConfigurationRead? _stale;

    public override ClauseId Clause => "driver.config.1";

    protected override void Watch(TraceEvent e)
    {
        // vhost-user has no generation.
        if (Context.IsVhostUser) return;
        switch (e)
        {
            case GenerationRead generation:
                if (_before is not null && _read.Count > 0 && generation.Generation != _before.Generation) _stale = _read[0];
                _before = generation;
                _read.Clear();
                break;
            case ConfigurationRead read:
                if (_stale is { } stale) Check(e, read.Offset <= stale.Offset && read.Offset + read.Width >= stale.Offset + stale.Width, Message(stale));
                _stale = null;
                _read.Add(read);
                break;
            case { Actor: TraceActor.Driver } and not StatusRead:
                if (_stale is not null) Broken(e, Message(_stale));
                Forget();
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => Forget();

    private static string Message(ConfigurationRead stale) =>
        $"bytes from {stale.Offset} on changed while they were read, and are not read again";

    private void Forget()
    {
        (_before, _stale) = (null, null);
        _read.Clear();
    }
}
