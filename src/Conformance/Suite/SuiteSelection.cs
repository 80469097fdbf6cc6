using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Suite;

/// <summary>The scenarios that a run is about.</summary>
/// <param name="Catalogue">The files that they come from.</param>
/// <param name="Scenarios">The scenarios, in catalogue order.</param>
public sealed record SuiteSelection(FeatureCatalogue Catalogue, IReadOnlyList<Scenario> Scenarios)
{
    private const string Everything = "all";

    private static readonly string[] OnABus = ["pci", "mmio"];

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
        IReadOnlyList<Scenario> selected = [.. catalogue.Select(tags).Where(s => Fits(s, options)).SelectMany(s => Variants(s, options))];
        return new(catalogue, options.Shard?.Of(selected) ?? selected);
    }

    // With somebody else's driver only scenarios that judge a driver say anything about it, and with a device likewise.
    private static bool Fits(Scenario scenario, SuiteOptions options) =>
        (!options.Driver.IsThirdParty || (scenario.Tags.Contains("@driver") && IsForAnyCarrier(scenario)))
        && (!options.Device.IsThirdParty || scenario.Tags.Contains("@device"))
        && FitsTag(scenario, "@dialect:", options.Dialect)
        && FitsTag(scenario, "@ring:", options.Ring is Everything ? null : options.Ring)
        && FitsTag(scenario, "@transport:", options.Transport is Everything ? null : options.Transport);

    // Somebody else's driver comes over a socket: what is about the registers of PCI or MMIO does not concern it.
    private static bool IsForAnyCarrier(Scenario scenario) => !scenario.TransportTags.Any() || scenario.TransportTags.Contains("direct");

    // What says nothing of transports is run over each that is asked for; a third party's device has a ring of either kind.
    private static IEnumerable<Scenario> Variants(Scenario scenario, SuiteOptions options)
    {
        if (scenario.Tags.Contains("@migration") || scenario.Tags.Contains("@machine")) return [scenario];
        bool isForeign = options.Device.IsThirdParty;
        string?[] transports = [.. scenario.TransportTags.Where(t => !isForeign || options.Device.Transports.Contains(t))];
        // One of them is enough, unless all are asked for.
        if (options.Transport is null && !isForeign && transports.Length > 1) transports = [transports[0]];
        if (!scenario.TransportTags.Any())
        {
            transports = options.Transport switch
            {
                Everything when !isForeign => [null, .. OnABus],
                null or Everything when isForeign => [.. options.Device.Transports],
                null or "direct" => [null],
                var one => [one],
            };
        }
        bool fixesRing = scenario.Tags.Any(t => t.StartsWith("@ring:", StringComparison.Ordinal)) || scenario.Tags.Contains("@legacy");
        string?[] rings = fixesRing || (!isForeign && options.Ring != "packed") ? [null] : options.Ring switch
        {
            "packed" => ["packed"],
            "split" => [null],
            _ => [null, "packed"],
        };
        // Each transport and each ring once is what a device is run over, unless somebody asks for more.
        if (isForeign && transports.Length > 1 && rings.Length > 1 && options is { Transport: null, Ring: null })
            return transports.Zip(rings, (transport, ring) => scenario.Over(new(transport, ring)));
        bool isPlain = scenario.TransportTags.Count() == 1 ? rings is [null] : transports is [null] && rings is [null];
        return isPlain ? [scenario] : from transport in transports from ring in rings select scenario.Over(new(transport, ring));
    }

    // A scenario without such a tag is about none of them in particular.
    private static bool FitsTag(Scenario scenario, string prefix, string? wanted)
    {
        if (wanted is null) return true;
        var tags = scenario.Tags.Where(t => t.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return tags.Count == 0 || tags.Contains(prefix + wanted);
    }
}
