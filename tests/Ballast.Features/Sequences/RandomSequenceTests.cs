using Ballast.Conformance.Mutants;
using CsCheck;

namespace Ballast.Features.Sequences;

/// <summary>
/// Actions of driver and device in any order, over both rings and with every ring feature: whatever comes of it, no rule is
/// broken by the side under test. What breaks one is shrunk and printed as a scenario that can be pasted into a feature file.
/// </summary>
public sealed class RandomSequenceTests
{
    private const int Sequences = 150;

    private static readonly Gen<string> DeviceAction = OneOf(
        "the host asks for hints", "the driver starts the round", "the driver ends its round", "the device stops the round",
        "the driver hints 1 blocks", "the driver hints 1 blocks under the id before this one", "the driver hints 1 blocks under STOP",
        "the driver hints 1 blocks under DONE", "the driver hints 2048 bytes from the middle of a page", "the driver hints 4096 bytes in the PCI hole",
        "the driver inflates 1 times", "the driver inflates 3 times in one go", "the driver inflates 4 pages and a frame in the PCI hole",
        "the driver inflates 4 pages and 3 bytes that are no number", "the driver inflates 8 pages from an array in pieces of 3 bytes",
        "the driver gives 5 statistics", "the driver gives a sample of 7 bytes", "the host asks for statistics",
        "the driver kicks inflateq 2 times with nothing in it");

    private static readonly Gen<string> DriverAction = OneOf(
        "the host asks for hints", "the device shows STOP", "the device shows DONE", "the host asks for a balloon of 300 pages",
        "the host asks for a balloon of 0 pages", "the host asks for a balloon of 17 pages", "the host asks for 2 samples of statistics",
        "the device notifies every queue 1 times without cause");

    private static readonly Gen<string> Features = OneOf(
        "STATS_VQ FREE_PAGE_HINT", "STATS_VQ FREE_PAGE_HINT EVENT_IDX", "STATS_VQ FREE_PAGE_HINT INDIRECT_DESC", "STATS_VQ FREE_PAGE_HINT RING_PACKED",
        "STATS_VQ FREE_PAGE_HINT RING_PACKED EVENT_IDX INDIRECT_DESC", "MUST_TELL_HOST STATS_VQ FREE_PAGE_HINT NOTIFICATION_DATA");

    [Test]
    public void Device_KeepsEveryRule() => Sample("device", DeviceAction, null);

    [Test]
    public void Driver_KeepsEveryRule() => Sample("driver", DriverAction, null);

    [Test]
    public void Fault_IsShrunkToAScenario()
    {
        var thrown = Assert.Throws<CsCheckException>(() => Sample("device", DeviceAction, MutantCatalogue.Find("counts-what-it-reads")))!;

        Assert.That(thrown.Message, Does.Contain("Scenario: found by chance").And.Contain("Given a driver in operation with"));
    }

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    // Seeds are printed with what they led to.
    private static void Sample(string side, Gen<string> action, Mutant? mutant)
    {
        var run = new SequenceRun(side, mutant);
        Gen.Select(Features, action.Array[1, 10]).Select((features, actions) => (string[])[$"a driver in operation with {features}", .. actions])
            .Sample(steps => run.FaultOf(steps) is null, iter: Sequences, threads: 1, print: steps => $"\n{run.Gherkin(steps)}\n{run.FaultOf(steps)}\n");
    }
}
