namespace Ballast.Conformance.Scenarios;

/// <summary>The scenario under way. Ask for it in a constructor.</summary>
public sealed class ScenarioContext
{
    internal ScenarioContext(Scenario scenario, ScenarioContainer container, Attachments attachments, CancellationToken cancellation)
    {
        Scenario = scenario;
        Container = container;
        Attachments = attachments;
        Cancellation = cancellation;
    }

    /// <summary>What is run.</summary>
    public Scenario Scenario { get; }

    /// <summary>The step under way, or null in a hook of the scenario.</summary>
    public ScenarioStep? Step { get; internal set; }

    /// <summary>The objects of this scenario.</summary>
    public ScenarioContainer Container { get; }

    /// <summary>What steps leave for the report.</summary>
    public Attachments Attachments { get; }

    /// <summary>Set when the run is cancelled or the scenario has used up its time.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What came of the steps so far.</summary>
    public StepStatus Status { get; internal set; }
}
