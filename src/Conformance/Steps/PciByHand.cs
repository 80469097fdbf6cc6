using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Guest.Transports;

namespace Ballast.Conformance.Steps;

/// <summary>The way to a device on PCI for steps that go past the hand-driven driver.</summary>
internal static class PciByHand
{
    /// <summary>The transport of virtio 1.</summary>
    /// <exception cref="StepNotApplicableException">The device has no such interface over PCI.</exception>
    public static PciTransport TransportOf(Testbed bed) => bed.HandDriven.Transport switch
    {
        PciTransport transport => transport,
        RecordedTransport { Inner: PciTransport transport } => transport,
        _ => throw new StepNotApplicableException("the device has no interface of virtio 1 over PCI"),
    };

    /// <summary>Leaves interrupts to the steps: they are noted, and nobody looks for their cause.</summary>
    public static void LeaveInterrupts(Testbed bed) => bed.Bus.Connect(new UnheededInterrupts());
}
