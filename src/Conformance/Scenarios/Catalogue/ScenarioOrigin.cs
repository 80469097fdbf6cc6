using Messages = Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>Where in its document a scenario comes from.</summary>
/// <param name="Line">The line that identifies it.</param>
/// <param name="Column">The column.</param>
/// <param name="Rule">Its rule, if any.</param>
/// <param name="Examples">Its examples, if it is a row.</param>
/// <param name="Lines">Every line that names it.</param>
internal sealed record ScenarioOrigin(
    int Line, int Column, Messages.Rule? Rule, Messages.Examples? Examples, IReadOnlyCollection<int> Lines);
