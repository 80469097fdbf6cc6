using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>With MSI-X there is no interrupt for what is mapped to no vector: a queue, or changes of the configuration.</summary>
/// <param name="clause">The clause.</param>
/// <param name="isConfiguration">Whether it is about changes of the configuration.</param>
internal sealed class UnmappedEventIsSilent(ClauseId clause, bool isConfiguration) : PciRule(clause)
{
    private readonly VectorsSeen _vectors = new();
    private TraceEvent? _cause;

    protected override void Watch(TraceEvent e)
    {
        _vectors.Note(e, Common);
        if (CommonRegistersSeen.IsReset(e)) _cause = null;
        switch (e)
        {
            case DriverNotified or ChainUsed or ConfigurationNotified or ConfigurationChanged:
                Settle();
                _cause = Space.IsMsiXOn && IsUnmapped(e) ? e : null;
                break;
            case InterruptMessageSent { Vector: var vector } when _cause is not null && _vectors.IsFree(vector):
                Broken(e, $"the message of vector {vector} comes with #{_cause.Sequence}, which is mapped to none");
                _cause = null;
                break;
            case InterruptLineChanged { IsRaised: true } when _cause is not null && Space.IsMsiXOn:
                Broken(e, $"the interrupt line is raised with #{_cause.Sequence}, which is mapped to no vector");
                _cause = null;
                break;
        }
    }

    public override void End(TraceEvent last) => Settle();

    private void Settle()
    {
        if (_cause is { } silent) Kept(silent);
        _cause = null;
    }

    private bool IsUnmapped(TraceEvent e)
    {
        ushort? vector = e switch
        {
            ConfigurationNotified or ConfigurationChanged when isConfiguration && Common.IsDriverOk => _vectors.Configuration,
            DriverNotified { Index: var index } when !isConfiguration => _vectors.Of(index),
            ChainUsed { Queue: var queue } when !isConfiguration && Common.IndexOf(queue) is { } index => _vectors.Of(index),
            _ => null,
        };
        return vector == CommonRegister.NoVector;
    }
}
