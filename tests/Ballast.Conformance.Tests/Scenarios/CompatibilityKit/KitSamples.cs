using Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit;

/// <summary>Which samples the engine keeps, and why it does not keep the others.</summary>
internal static class KitSamples
{
    public static readonly IReadOnlyDictionary<string, string> Unsupported = new Dictionary<string, string>
    {
        ["markdown"] = "feature files are plain Gherkin: the .NET parser reads no Markdown",
        ["retry"] = "a scenario is judged once: a verdict must not depend on how often one tries",
    };

    public static readonly IReadOnlyList<KitSample> Supported =
    [
        new("all-statuses", r => r.Add<StatusSteps>()),
        new("ambiguous", r => r.Add<AmbiguousSteps>()),
        new("attachments", r => r.Add<AttachmentSteps>()),
        new("backgrounds", r => r.Add<OrderSteps>()),
        new("cdata", r => r.Add<CDataSteps>()),
        new("data-tables", r => r.Add<DataTableSteps>()),
        new("doc-strings", r => r.Add<DocStringSteps>()),
        new("empty", r => r),
        new("examples-tables", r => r.Add<CucumberSharingSteps>()),
        new("examples-tables-attachment", r => r.Add<ImageSteps>()),
        new("examples-tables-undefined", r => r.Add<CucumberSteps>()),
        new("examples-tables-undefined-multiple", r => r.Add<CucumberSteps>()),
        new("failedish-combinations", r => r.Add<FailedishSteps>()),
        new("global-hooks", r => r.Add<GlobalHooks>()),
        new("global-hooks-afterall-error", r => r.Add<GlobalHooksAfterAllError>()),
        new("global-hooks-attachments", r => r.Add<GlobalHooksAttachments>()),
        new("global-hooks-beforeall-error", r => r.Add<GlobalHooksBeforeAllError>()),
        new("hooks", r => r.Add<Hooks>()),
        new("hooks-attachment", r => r.Add<HooksAttachment>()),
        new("hooks-conditional", r => r.Add<HooksConditional>()),
        new("hooks-named", r => r.Add<HooksNamed>()),
        new("hooks-skipped", r => r.Add<HooksSkipped>()),
        new("hooks-undefined", r => r.Add<HooksUndefined>()),
        new("minimal", r => r.Add<MinimalSteps>()),
        new("multiple-features", r => r.Add<SingleOrderSteps>()),
        new("multiple-features-reversed", r => r.Add<SingleOrderSteps>()) { IsReversed = true },
        new("parameter-types", r => r.Add<ParameterTypeSteps>()),
        new("pending", r => r.Add<PendingSteps>()),
        new("pending-exception", r => r.Add<PendingExceptionSteps>()),
        new("regular-expression", r => r.Add<RegularExpressionSteps>()),
        new("retry-ambiguous", r => r.Add<RetryAmbiguousSteps>()),
        new("retry-pending", r => r.Add<RetryPendingSteps>()),
        new("retry-undefined", r => r),
        new("rules", r => r.Add<RulesSteps>()),
        new("rules-backgrounds", r => r.Add<OrderSteps>()),
        new("skipped", r => r.Add<SkippedSteps>()),
        new("skipped-exception", r => r.Add<SkippedExceptionSteps>()),
        new("skipped-failing-hook", r => r.Add<SkippedFailingHook>()),
        new("stack-traces", r => r.Add<StackTraceSteps>()),
        new("test-run-exception", r => r.Add<SingleStep>()) { Observers = [new FailingObserver()] },
        new("undefined", r => r.Add<UndefinedSteps>()),
        new("undefined-multiple", r => r.Add<UndefinedSteps>()),
        new("unknown-parameter-type", r => r.Add<UnknownParameterTypeSteps>()),
        new("unused-steps", r => r.Add<UnusedSteps>()),
    ];
}
