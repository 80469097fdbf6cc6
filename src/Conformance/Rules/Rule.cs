using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules;

/// <summary>
/// Judges one clause: reads the events of one trace and collects what keeps or breaks it. Serves for one trace only. A
/// trace may begin late, lack events or be nonsense: a rule then says nothing, and never throws.
/// </summary>
public abstract class Rule
{
    // Enough to read; a hostile trace must not make a rule remember it whole.
    private const int EvidenceLimit = 8;
    private readonly List<Evidence> _kept = [];
    private readonly List<Evidence> _broken = [];

    /// <summary>The clause that the rule judges.</summary>
    public abstract ClauseId Clause { get; }

    /// <summary>What the trace says up to now.</summary>
    public RuleOutcome Outcome => _broken.Count > 0 ? RuleOutcome.Broken : _kept.Count > 0 ? RuleOutcome.Kept : RuleOutcome.NotExercised;

    internal IReadOnlyList<Evidence> Keeping => _kept;

    internal IReadOnlyList<Evidence> Breaking => _broken;

    /// <summary>Which reading of a disputed clause the trace shows (fixtures/clauses/disputed.tsv), as "question=reading".</summary>
    public string? Interpretation { get; protected set; }

    internal TraceContext Context { get; set; } = TraceContext.Empty;

    /// <summary>Whether the rule is about a transport's registers and interrupts: others are not shown them, as they say nothing of the protocol above.</summary>
    public virtual bool SeesRegisters => false;

    /// <summary>
    /// Whether only a trace that the device itself has recorded can exercise the rule: what is inside of a device that is not
    /// ours does not show.
    /// </summary>
    public virtual bool NeedsDevicesView => false;

    /// <summary>Takes the next event. <see cref="Context"/> is still as it was before the event.</summary>
    public abstract void See(TraceEvent e);

    /// <summary>The trace is over: whatever was due and did not come is missing.</summary>
    /// <param name="last">The last event of the trace.</param>
    public virtual void End(TraceEvent last) { }

    /// <summary>The event keeps the clause.</summary>
    protected void Kept(TraceEvent e, string? note = null) => Add(_kept, e, note);

    /// <summary>The event breaks the clause, or shows that it was broken.</summary>
    protected void Broken(TraceEvent e, string message) => Add(_broken, e, message);

    /// <summary>Kept when the condition holds, else broken.</summary>
    protected void Check(TraceEvent e, bool kept, string message)
    {
        if (kept) Kept(e);
        else Broken(e, message);
    }

    /// <summary>Takes over what another rule has found: it is part of this one.</summary>
    protected void Adopt(Rule part)
    {
        foreach (var (e, note) in part._kept.Take(EvidenceLimit - _kept.Count)) _kept.Add(new(e, note));
        foreach (var (e, note) in part._broken.Take(EvidenceLimit - _broken.Count)) _broken.Add(new(e, $"{part.Clause}: {note}"));
    }

    private static void Add(List<Evidence> list, TraceEvent e, string? note)
    {
        if (list.Count < EvidenceLimit) list.Add(new(e.Sequence, note));
    }
}
