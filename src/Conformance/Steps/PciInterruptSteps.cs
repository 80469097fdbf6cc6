using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Guest.Transports;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Interrupts of a device under test on PCI, with nobody but the steps to handle them: the line, the ISR status and MSI-X.</summary>
[Binding]
internal sealed class PciInterruptSteps(Testbed bed)
{
    // Enough to try: each of them costs two accesses for every queue.
    private const int MostVectors = 16;

    private static readonly FeatureSet Accepted = FeatureSet.Of(Feature.Version1, Feature.StatsVq);

    private readonly List<(string Event, ushort Asked, ushort Read)> _mapped = [];
    private readonly List<(IsrStatus Isr, bool IsShown)> _looks = [];
    private IsrStatus _isr;
    private int _quietFrom;

    [Given("a driver in operation that leaves the interrupt line to the scenario")]
    public void GivenADriverWithTheLine()
    {
        bed.Plan.UsesMessages = false;
        bed.HandDriven.Start(Accepted);
        PciByHand.LeaveInterrupts(bed);
        bed.HandDriven.ReadConfiguration(BalloonConfiguration.NumPagesOffset);
    }

    [Given("a driver in operation that leaves messages to the scenario")]
    public void GivenADriverWithMessages()
    {
        bed.HandDriven.Start(Accepted);
        if (Transport.Vectors == 0) throw new StepNotApplicableException("the device has no MSI-X");
        PciByHand.LeaveInterrupts(bed);
        bed.HandDriven.ReadConfiguration(BalloonConfiguration.NumPagesOffset);
    }

    [When("the driver inflates {int} pages and waits for the interrupt")]
    public async Task WhenTheDriverInflates(int pages)
    {
        byte[] frames = BalloonMessages.PageFrames([.. bed.FreshFrames(pages).Select(f => new PageRun(f, 1))]);
        int from = bed.Events.Count;
        bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(frames));
        await AwaitInterrupt(from);
    }

    [When("the host asks for a balloon of {int} pages and the interrupt comes")]
    public async Task WhenTheHostAsks(int pages)
    {
        int from = bed.Events.Count;
        bed.SetTarget((uint)pages);
        await AwaitInterrupt(from);
    }

    [When("the driver reads the ISR status")]
    public void WhenTheDriverReadsTheIsr() => _isr = ReadIsr();

    [When("the driver reads PCI status and the ISR status, and both once more")]
    public void WhenTheDriverReadsBothTwice()
    {
        for (int i = 0; i < 2; i++)
        {
            var status = (PciStatus)Transport.Function.Read(PciRegister.Status, 2);
            _looks.Add((ReadIsr(), (status & PciStatus.Interrupt) != 0));
        }
    }

    [When("the driver maps changes of the configuration to the last vector, and then to the one behind it")]
    public void WhenTheLastVectorIsMapped()
    {
        Map(-1, (ushort)(Transport.Vectors - 1));
        Map(-1, (ushort)Transport.Vectors);
    }

    [When("the driver maps every event to every vector")]
    public void WhenEverythingIsMapped()
    {
        for (int vector = 0; vector < Math.Min(Transport.Vectors, MostVectors); vector++) MapAll((ushort)vector);
        MapAll((ushort)(Transport.Vectors - 1));
    }

    [When("the driver maps every event to no vector")]
    public void WhenEverythingIsUnmapped() => MapAll(CommonRegister.NoVector);

    [When("the driver maps every event to vector {int}")]
    public void WhenEverythingIsMappedTo(int vector) => MapAll((ushort)vector);

    [When("the driver maps every event to the last vector, but {queue} to none")]
    public void WhenAQueueIsUnmapped(BalloonQueue queue)
    {
        MapAll((ushort)(Transport.Vectors - 1));
        Map(bed.HandDriven[queue].Index, CommonRegister.NoVector);
        _quietFrom = bed.Events.Count;
    }

    [When("the driver maps every event to the last vector, but changes of the configuration to none")]
    public void WhenTheConfigurationIsUnmapped()
    {
        MapAll((ushort)(Transport.Vectors - 1));
        Map(-1, CommonRegister.NoVector);
        _quietFrom = bed.Events.Count;
    }

    [When("the driver reads the vectors of every event")]
    public void WhenVectorsAreRead()
    {
        _mapped.Clear();
        foreach (int key in Keys) _mapped.Add((NameOf(key), CommonRegister.NoVector, ReadVector(key)));
    }

    [When("the driver sends a request over inflateq and waits until it is used")]
    public async Task WhenARequestIsUsed()
    {
        byte[] frames = BalloonMessages.PageFrames([new PageRun(bed.FreshFrames(1)[0], 1)]);
        bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(frames));
        await bed.UntilAsync(() => bed.HandDriven[BalloonQueue.Inflate].Used.Count > 0, "the request used");
    }

    [Then("it tells of the configuration, which has changed")]
    public void ThenItTellsOfTheConfiguration()
    {
        StepFailureException.Unless((_isr & IsrStatus.Configuration) != 0, "the configuration bit", $"{_isr}");
        bed.HandDriven.ReadConfiguration(BalloonConfiguration.NumPagesOffset);
    }

    [Then("it tells of a queue, and the request was used")]
    public void ThenItTellsOfAQueue()
    {
        StepFailureException.Unless(bed.HandDriven[BalloonQueue.Inflate].Used.Count > 0, "the request used", "it was not");
        StepFailureException.Unless((_isr & IsrStatus.Queue) != 0, "the queue bit", $"{_isr}");
    }

    [Then("the first PCI status shows an interrupt, and the second none")]
    public void ThenStatusFollowsTheIsr()
    {
        StepFailureException.Unless(_looks[0].IsShown, "an interrupt in PCI status", "none");
        StepFailureException.Unless(!_looks[1].IsShown, "no interrupt in PCI status once the ISR status was read", "one");
    }

    [Then("the second ISR status is 0")]
    public void ThenTheIsrIsCleared() => StepFailureException.UnlessEqual(IsrStatus.None, _looks[1].Isr, "ISR status");

    [Then("the first of them reads back, and the second as none")]
    public void ThenTheTableIsAsLong()
    {
        StepFailureException.UnlessEqual(_mapped[0].Asked, _mapped[0].Read, $"vector of {_mapped[0].Event}");
        StepFailureException.UnlessEqual(CommonRegister.NoVector, _mapped[1].Read, $"vector of {_mapped[1].Event} beyond the table");
    }

    [Then("every mapping reads back")]
    public void ThenEveryMappingReadsBack()
    {
        foreach (var (name, asked, read) in _mapped) StepFailureException.UnlessEqual(asked, read, $"vector of {name}");
    }

    [Then("every mapping reads as none")]
    public void ThenEveryMappingIsNone()
    {
        foreach (var (name, _, read) in _mapped) StepFailureException.UnlessEqual(CommonRegister.NoVector, read, $"vector of {name}");
    }

    [Then("no interrupt comes")]
    public async Task ThenNoInterruptComes()
    {
        await bed.SettleAsync();
        var interrupt = bed.Events.Skip(_quietFrom).FirstOrDefault(e => e is InterruptMessageSent or InterruptLineChanged { IsRaised: true });
        StepFailureException.Unless(interrupt is null, "no interrupt", $"#{interrupt?.Sequence} {interrupt}");
    }

    private PciTransport Transport => PciByHand.TransportOf(bed);

    private RegisterBlock Common => Transport.Layout.Common;

    private IEnumerable<int> Keys => Enumerable.Range(-1, (int)Common.Read(CommonRegister.QueueCount, 2) + 1);

    private static string NameOf(int key) => key < 0 ? "the configuration" : $"queue {key}";

    private IsrStatus ReadIsr() => (IsrStatus)Transport.Layout.Isr.Read(0, 1);

    private Task AwaitInterrupt(int from) => bed.UntilAsync(
        () => bed.Events.Skip(from).Any(e => e is InterruptMessageSent or InterruptLineChanged { IsRaised: true }), "an interrupt");

    private void MapAll(ushort vector)
    {
        foreach (int key in Keys.ToList()) Map(key, vector);
    }

    private void Map(int key, ushort vector)
    {
        if (key >= 0) Common.Write(CommonRegister.QueueSelect, 2, (uint)key);
        Common.Write(key < 0 ? CommonRegister.ConfigurationVector : CommonRegister.QueueVector, 2, vector);
        _mapped.Add((NameOf(key), vector, ReadVector(key)));
    }

    private ushort ReadVector(int key)
    {
        if (key >= 0) Common.Write(CommonRegister.QueueSelect, 2, (uint)key);
        return (ushort)Common.Read(key < 0 ? CommonRegister.ConfigurationVector : CommonRegister.QueueVector, 2);
    }
}
