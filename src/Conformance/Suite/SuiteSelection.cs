using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Suite;

/// <summary>The scenarios that a run is about.</summary>
/// <param name="Catalogue">The files that they come from.</param>
/// <param name="Scenarios">The scenarios, in catalogue order.</param>
public sealed record SuiteSelection(FeatureCatalogue Catalogue, IReadOnlyList<Scenario> Scenarios)
{
    /// <summary>Reads the feature files and picks what the options want.</summary>
    /// <exception cref="SuiteSelectionException">A file cannot be read, an expression is malformed.</exception>
    public static SuiteSelection Load(SuiteOptions options)
    {
        var paths = options.Features.Count > 0 ? options.Features : [options.Files.Features];
        string baseFolder = options.Features.Count > 0 ? Environment.CurrentDirectory : options.Files.Root;
        var catalogue = FeatureCatalogue.Load(paths, baseFolder);
        if (catalogue.Errors.Count > 0) throw new SuiteSelectionException([.. catalogue.Errors.Select(e => e.ToString())]);
        if (!TagExpression.TryParse(options.Tags ?? "", out var tags, out string? error))
            throw new SuiteSelectionException([$"--tags '{options.Tags}': {error}"]);
        IReadOnlyList<Scenario> selected = [.. catalogue.Select(tags).Where(s => Fits(s, options))];
        return new(catalogue, options.Shard?.Of(selected) ?? selected);
    }

    // With somebody else's driver only scenarios that judge a driver say anything about it.
    private static bool Fits(Scenario scenario, SuiteOptions options) =>
        (!options.Driver.IsThirdParty || scenario.Tags.Contains("@driver"))
        && FitsTag(scenario, "@dialect:", options.Dialect)
        && FitsTag(scenario, "@ring:", options.Ring)
        && FitsTag(scenario, "@transport:", options.Transport);

    // A scenario without such a tag is about none of them in particular.
    private static bool FitsTag(Scenario scenario, string prefix, string? wanted)
    {
        if (wanted is null) return true;
        var tags = scenario.Tags.Where(t => t.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return tags.Count == 0 || tags.Contains(prefix + wanted);
    }
}
