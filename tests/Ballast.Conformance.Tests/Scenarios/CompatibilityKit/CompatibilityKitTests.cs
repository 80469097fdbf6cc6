using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit;

public sealed class CompatibilityKitTests
{
    private static IEnumerable<TestCaseData<KitSample>> Samples =>
        KitSamples.Supported.Select(s => new TestCaseData<KitSample>(s).SetName($"Sample_{s.Name}_YieldsTheReferenceMessages"));

    [TestCaseSource(nameof(Samples))]
    public async Task Sample(object sample) => await Compare((KitSample)sample);

    [Test]
    public void EverySampleOfTheKit_IsKeptOrExcused()
    {
        var inKit = Directory.GetDirectories(Kit.Features()).Select(Path.GetFileName).Order();
        var known = KitSamples.Supported.Select(s => s.Name).Concat(KitSamples.Unsupported.Keys).Order();
        Assert.That(inKit, Is.EqualTo(known));
    }

    private static async Task Compare(KitSample sample)
    {
        var folder = Path.Combine(Kit.Features(), sample.Name);
        var catalogue = FeatureCatalogue.Load([folder], folder);
        Assert.That(catalogue.Errors, Is.Empty);

        var output = new StringWriter();
        var runner = new ScenarioRunner(sample.Bind(new BindingRegistry()).Build(), new RunOptions
        {
            Configure = c => c.Register(new KitFolder(folder)),
            Observers = [new MessageWriter(output, catalogue), .. sample.Observers],
        });
        var scenarios = sample.IsReversed ? catalogue.Scenarios.Reverse().ToList() : catalogue.Scenarios;
        await runner.RunAsync(scenarios);

        var ours = MessageText.Scrub(output.ToString());
        var theirs = MessageText.Scrub(await File.ReadAllTextAsync(Path.Combine(folder, $"{sample.Name}.ndjson")));
        Assert.That(ours, Is.EqualTo(theirs));
    }
}
