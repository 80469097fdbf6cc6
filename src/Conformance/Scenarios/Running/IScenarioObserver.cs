namespace Ballast.Conformance.Scenarios;

/// <summary>Is told what happens in a run. Calls never overlap; an exception ends the run.</summary>
public interface IScenarioObserver
{
    /// <summary>Before anything else.</summary>
    void RunStarted(IReadOnlyList<Scenario> scenarios, BindingSet bindings, DateTimeOffset at) { }

    /// <summary>After each hook around the run.</summary>
    void RunHookFinished(RunHookResult result) { }

    /// <summary>When it is known how each scenario will be run, before the first starts.</summary>
    void ScenariosPlanned(IReadOnlyList<ScenarioPlan> plans) { }

    /// <summary>When a scenario starts.</summary>
    void ScenarioStarted(ScenarioPlan plan) { }

    /// <summary>After each step and hook of a scenario, also when it was skipped.</summary>
    void StepFinished(ScenarioPlan plan, StepResult result) { }

    /// <summary>When a scenario's outcome is final.</summary>
    void ScenarioFinished(ScenarioResult result) { }

    /// <summary>After everything else.</summary>
    void RunFinished(RunResult result) { }
}
