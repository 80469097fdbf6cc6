namespace Ballast.Conformance.Scenarios;

/// <summary>When a hook runs.</summary>
public enum HookKind
{
    /// <summary>Once, before the first scenario. The method is static.</summary>
    BeforeTestRun,

    /// <summary>Before the steps of each scenario.</summary>
    BeforeScenario,

    /// <summary>Before each step that runs.</summary>
    BeforeStep,

    /// <summary>After each step that ran.</summary>
    AfterStep,

    /// <summary>After the steps of each scenario, whatever came of them.</summary>
    AfterScenario,

    /// <summary>Once, after the last scenario. The method is static.</summary>
    AfterTestRun,
}
