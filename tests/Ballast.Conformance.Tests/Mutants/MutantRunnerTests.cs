using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Tests.Mutants;

public sealed class MutantRunnerTests
{
    private static readonly ClauseId NotReused = "device.balloon.hinting.2";
    private static readonly SuiteOptions Options = new() { Files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory), Parallelism = 1 };

    [Test]
    public async Task Fault_ThatItsRuleFinds_IsKilled()
    {
        var report = await RunAsync(MutantCatalogue.Find("never-counts")!);

        Assert.That(report.Verdict, Is.EqualTo(MutantVerdict.Killed), report.Problem);
        Assert.That(report.Broken, Is.EqualTo(new[] { NotReused }));
        Assert.That(report.Scenarios, Is.Not.Empty);
        Assert.That(report.Problem, Is.Null);
    }

    [Test]
    public async Task DeviceWithoutFault_Survives()
    {
        var report = await RunAsync(Device(parts => new ProvokingBalloonDevice(parts), NotReused));

        Assert.That(report.Verdict, Is.EqualTo(MutantVerdict.Survived));
        Assert.That(report.Broken, Is.Empty);
        Assert.That(report.Problem, Is.EqualTo("not found broken: device.balloon.hinting.2"));
    }

    [Test]
    public async Task SecondFault_ThatIsNotNamed_IsAFalseAlarm()
    {
        var report = await RunAsync(Device(parts => new CarelessDevice(parts), NotReused));

        Assert.That(report.Verdict, Is.EqualTo(MutantVerdict.FalseAlarm));
        Assert.That(report.Problem, Is.EqualTo($"found broken besides: {string.Join(", ", report.Unexpected)}"));
        Assert.That(report.Unexpected, Does.Contain(new ClauseId("device.split.used.2")));
    }

    [Test]
    public async Task ClauseWithoutScenario_LetsItsMutantSurvive()
    {
        var report = await RunAsync(Device(parts => new ProvokingBalloonDevice(parts), "device.pci.1"));

        Assert.That(report.Tried, Is.Zero);
        Assert.That(report.Problem, Is.EqualTo("no scenario is tagged with device.pci.1"));
    }

    [Test]
    public async Task Reports_ComeInTheOrderAskedFor_AndAreToldAsTheyAreKnown()
    {
        var told = new List<MutantReport>();
        var runner = new MutantRunner(Options);
        Mutant[] mutants = [MutantCatalogue.Find("never-counts")!, MutantCatalogue.Find("sends-id-twice")!];

        var reports = await runner.RunAsync(mutants, told.Add);

        Assert.That(reports.Select(r => r.Mutant), Is.EqualTo(mutants));
        Assert.That(told, Is.EquivalentTo(reports));
    }

    private static async Task<MutantReport> RunAsync(Mutant mutant)
    {
        var runner = new MutantRunner(Options);
        return (await runner.RunAsync([mutant]))[0];
    }

    private static Mutant Device(Func<DeviceParts, ProvokingBalloonDevice> make, ClauseId breaks) =>
        new("of-this-test", Side.Device, "is of this test", [breaks]) { Device = make };
}
