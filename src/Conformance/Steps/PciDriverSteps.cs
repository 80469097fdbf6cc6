using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Host.Pci;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Devices on PCI, ordinary and odd, for a driver under test.</summary>
[Binding]
internal sealed class PciDriverSteps(Testbed bed)
{
    [Given("a balloon on PCI with device number {number} and revision {int}")]
    public void GivenNumbers(ulong device, int revision)
    {
        bed.Plan.HasLegacyInterface = device == VirtioPciId.TransitionalBalloon;
        bed.Plan.Pci = bed.Plan.Pci with { DeviceNumber = (ushort)device, Revision = (byte)revision };
    }

    [Given("a balloon on PCI that has a capability of a reserved type besides")]
    public void GivenAReservedType() => bed.Plan.Pci = bed.Plan.Pci with { Odd = OddCapabilities.ReservedType };

    [Given("a balloon on PCI that has a capability with a reserved bar besides")]
    public void GivenAReservedBar() => bed.Plan.Pci = bed.Plan.Pci with { Odd = OddCapabilities.ReservedBar };

    [Given("a balloon on PCI that has a second capability for common configuration")]
    public void GivenASecondCapability() => bed.Plan.Pci = bed.Plan.Pci with { Odd = OddCapabilities.Second };

    [Given("a balloon on PCI whose capabilities are {int} bytes longer than they have to be")]
    public void GivenLongCapabilities(int bytes) => bed.Plan.Pci = bed.Plan.Pci with { Padding = (byte)bytes };

    [Given("a balloon on PCI whose structures are {int} bytes longer than they have to be")]
    public void GivenLongStructures(int bytes) => bed.Plan.Pci = bed.Plan.Pci with { StructurePadding = (uint)bytes };

    [Given("a balloon on PCI with {int} vectors")]
    [Given("a balloon on PCI with {int} vector")]
    public void GivenVectors(int vectors) => bed.Plan.Pci = bed.Plan.Pci with { Vectors = vectors };

    [Given("a balloon on PCI that maps nothing to a vector")]
    public void GivenRefusedVectors() => bed.Plan.Pci = bed.Plan.Pci with { RefusesVectors = true };

    [Given("a balloon on PCI whose notification addresses are {int} bytes apart")]
    public void GivenANotifyMultiplier(int bytes) => bed.Plan.Pci = bed.Plan.Pci with { NotifyMultiplier = (uint)bytes };

    [Then("the driver reads the ISR status on no message")]
    public void ThenTheIsrIsLeftAlone()
    {
        StepFailureException.Unless(bed.Events.OfType<InterruptMessageSent>().Any(), "messages", "none");
        StepFailureException.Unless(!bed.Events.Any(e => e is RegisterRead { Space: RegisterSpace.Isr }), "no read of the ISR status", "one");
    }

    [Then("every notification that the driver sends has {int} bytes")]
    public void ThenNotificationsHave(int bytes)
    {
        var sent = bed.Events.OfType<RegisterWritten>().Where(e => e.Space == RegisterSpace.Notify).ToList();
        StepFailureException.Unless(sent.Count > 0, "notifications", "none");
        StepFailureException.Unless(sent.All(e => e.Width == bytes), $"{bytes} bytes each", string.Join(", ", sent.Select(e => e.Width).Distinct()));
    }

    [Then("the driver writes no vector beyond the table")]
    public void ThenNoVectorIsBeyond()
    {
        var beyond = bed.Events.OfType<RegisterWritten>().Where(e => e.Space == RegisterSpace.Common
            && e.Offset is CommonRegister.ConfigurationVector or CommonRegister.QueueVector
            && e.Value != CommonRegister.NoVector && e.Value >= (ulong)bed.Plan.Pci.Vectors).ToList();
        StepFailureException.Unless(beyond.Count == 0, $"vectors below {bed.Plan.Pci.Vectors}", string.Join(", ", beyond.Select(e => e.Value)));
    }
}
