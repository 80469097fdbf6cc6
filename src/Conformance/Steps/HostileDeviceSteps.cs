using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>A driver that means harm, and what must still hold then.</summary>
[Binding]
internal sealed class HostileDeviceSteps(Testbed bed)
{
    private const uint WitnessBytes = 256 << 10;
    private const byte Witness = 0xd5;

    private ulong _witness;

    /// <summary>"a chain that loops": what is wrong with a chain.</summary>
    [ParameterType(
        "malformation",
        "a chain that loops|a descriptor that leads nowhere|a head that is not there|more chains than fit|a buffer in the PCI hole|a buffer over the end of RAM|"
        + "a buffer at the last of all addresses|a buffer of no bytes|a writable buffer before a readable one|a table in the PCI hole|a table of no bytes|"
        + "a table that is cut short|a table in a table|a table that loops|a table without measure")]
    public static Malformation MalformationOf(string text) => text switch
    {
        "a chain that loops" => Malformation.Loop,
        "a descriptor that leads nowhere" => Malformation.NextThatIsNotThere,
        "a head that is not there" => Malformation.HeadThatIsNotThere,
        "more chains than fit" => Malformation.MoreThanFit,
        "a buffer in the PCI hole" => Malformation.BufferInTheHole,
        "a buffer over the end of RAM" => Malformation.BufferOverTheEnd,
        "a buffer at the last of all addresses" => Malformation.BufferAtTheLastAddress,
        "a buffer of no bytes" => Malformation.BufferOfNoBytes,
        "a writable buffer before a readable one" => Malformation.WritableBeforeReadable,
        "a table in the PCI hole" => Malformation.TableInTheHole,
        "a table of no bytes" => Malformation.TableOfNoBytes,
        "a table that is cut short" => Malformation.TableCutShort,
        "a table in a table" => Malformation.TableInATable,
        "a table that loops" => Malformation.TableThatLoops,
        _ => Malformation.TableWithoutMeasure,
    };

    [Given("pages that the driver never names")]
    public void GivenPagesThatAreNotNamed()
    {
        _witness = bed.FreshBlock(WitnessBytes, Witness);
    }

    [When("the driver puts {malformation} on {queue}, and kicks")]
    public async Task WhenAChainIsMalformed(Malformation malformation, BalloonQueue queue)
    {
        var direction = queue is BalloonQueue.Reporting or BalloonQueue.FreePage ? DescriptorFlags.Write : DescriptorFlags.None;
        new MalformedChain(bed, RawRing.Of(bed.HandDriven, queue), direction).Put(malformation);
        bed.HandDriven.Notify(queue);
        await bed.SettleAsync();
    }

    [When("the driver makes {int} random moves of seed {int}")]
    public async Task WhenTheDriverMovesAtRandom(int moves, int seed)
    {
        var random = new RandomMoves(bed, bed.HandDriven.Accepted, new Random(unchecked(bed.Seed * 1000 + seed)));
        for (int i = 0; i < moves; i++) await random.MoveAsync();
        await bed.SettleAsync();
    }

    [Then("the device still answers")]
    public async Task ThenTheDeviceAnswers()
    {
        await bed.SettleAsync();
        var status = bed.HandDriven.Transport.ReadStatus();
        StepFailureException.Unless((status & DeviceStatus.Driver) != 0, "a device that is in operation or needs a reset", $"status {status}");
    }

    [Then("the pages that it never named are as they were")]
    public void ThenTheWitnessIsUntouched()
    {
        var wrong = new List<PageRun>();
        byte[] page = new byte[PageRun.PageSize];
        for (ulong at = _witness; at < _witness + WitnessBytes; at += PageRun.PageSize)
        {
            bed.HandDriven.Memory.TryRead(at, page);
            if (page.AsSpan().ContainsAnyExcept(Witness)) wrong.Add(new(at >> PageRun.PageShift, 1));
        }
        bed.Record(new SourceVerified("unnamed", WitnessBytes / PageRun.PageSize, bed.RamPagesOf(PageSet.Of(wrong))));
        StepFailureException.Unless(wrong.Count == 0, "pages as they were", $"{wrong.Count} pages that have changed: {PageSet.Of(wrong)}");
    }
}
