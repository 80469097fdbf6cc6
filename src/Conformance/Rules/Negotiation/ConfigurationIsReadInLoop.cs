using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Configuration is read between two equal generations.</summary>
internal sealed class ConfigurationIsReadInLoop : PerLifeRule
{
    private GenerationRead? _before;
    private ConfigurationRead? _first;
    private ConfigurationRead? _last;
    private ConfigurationRead? _torn;

    public override ClauseId Clause => "driver.config.2";

    protected override void Watch(TraceEvent e)
    {
        // Neither vhost-user nor the legacy interface (2.5.4) has a generation.
        if (Context.IsVhostUser || Context.Life.IsLegacy) return;
        switch (e)
        {
            case GenerationRead generation:
                if (_before is not null && _last is not null)
                {
                    if (_before.Generation == generation.Generation) Kept(_last);
                    else _torn = _first;
                }
                (_before, _first, _last) = (generation, null, null);
                break;
            case ConfigurationRead read:
                if (_before is null) Broken(e, $"bytes from {read.Offset} on are read without reading the generation before");
                if (_first is null) Look(_torn, read);
                _first ??= read;
                _last = read;
                break;
            case { Actor: TraceActor.Driver }:
                if (_before is not null && _last is not null) Broken(_last, $"bytes from {_last.Offset} on are read without reading the generation afterwards");
                Look(_torn, null);
                (_before, _first, _last) = (null, null, null);
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_before, _first, _last, _torn) = (null, null, null, null);

    // What the generation has overtaken is read again, from the first field on.
    private void Look(ConfigurationRead? torn, ConfigurationRead? next)
    {
        if (torn is not null && next?.Offset != torn.Offset)
            Broken(torn, $"bytes from {torn.Offset} on are not read again, though the generation changed meanwhile");
        _torn = null;
    }
}
