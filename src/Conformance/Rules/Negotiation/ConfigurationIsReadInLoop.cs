using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Configuration is read between two equal generations.</summary>
internal sealed class ConfigurationIsReadInLoop : PerLifeRule
{
    private GenerationRead? _before;
    private ConfigurationRead? _read;
    private ConfigurationRead? _torn;

    public override ClauseId Clause => "driver.config.2";

    protected override void Watch(TraceEvent e)
    {
        // vhost-user has no generation.
        if (Context.IsVhostUser) return;
        switch (e)
        {
            case GenerationRead generation:
                if (_before is not null && _read is not null)
                {
                    if (_before.Generation == generation.Generation) Kept(_read);
                    else _torn = _read;
                }
                (_before, _read) = (generation, null);
                break;
            case ConfigurationRead read:
                if (_before is null) Broken(e, $"bytes from {read.Offset} on are read without reading the generation before");
                (_read, _torn) = (read, null);
                break;
            case { Actor: TraceActor.Driver }:
                if (_before is not null && _read is not null) Broken(_read, $"bytes from {_read.Offset} on are read without reading the generation afterwards");
                if (_torn is not null) Broken(_torn, $"bytes from {_torn.Offset} on are not read again, though the generation changed meanwhile");
                (_before, _read, _torn) = (null, null, null);
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_before, _read, _torn) = (null, null, null);
}
