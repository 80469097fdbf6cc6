using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Guest.Transports;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>The legacy interface over PCI, with either side under test.</summary>
[Binding]
internal sealed class LegacyPciSteps(Testbed bed)
{
    private const uint Ports = 1;
    private const uint LegacyRegisters = 64;

    private byte[] _space = [];
    private uint _wide;
    private uint _narrow;

    [Given("a driver that knows no legacy interface")]
    public void GivenAModernDriver()
    {
        if (bed.UsesThirdParty) throw new StepNotApplicableException("the driver reaches the device without PCI");
        bed.Plan.KnowsLegacy = false;
    }

    [Given("a driver over PCI")]
    public void GivenADriverOverPci()
    {
        if (bed.UsesThirdParty) throw new StepNotApplicableException("the driver reaches the device without PCI");
    }

    [Given("a driver that uses the interrupt line")]
    public void GivenTheInterruptLine()
    {
        GivenADriverOverPci();
        bed.Plan.UsesMessages = false;
    }

    [When("a legacy driver looks at the function")]
    public void WhenALegacyDriverLooks()
    {
        bed.HandDriven.BeginLegacy();
        bed.HandDriven.Transport.ReadOfferedFeatures();
        bed.HandDriven.Transport.ReadStatus();
        _space = bed.PciFunction.ReadAll();
    }

    [When("the driver reads num_pages by {int} bytes and by 4")]
    public void WhenNumPagesIsRead(int width)
    {
        var registers = Registers();
        int at = LegacyPciRegister.DeviceConfiguration(IsMsiXOn()) + BalloonConfiguration.NumPagesOffset;
        _wide = registers.Read(at, 4);
        _narrow = 0;
        for (int i = 0; i < sizeof(uint); i += width) _narrow |= registers.Read(at + i, width) << 8 * i;
    }

    [When("the driver switches MSI-X {word} and reads offset {int} of bar 0")]
    public void WhenTheOffsetIsRead(string state, int offset)
    {
        SwitchMessages(state == "on");
        _wide = Registers().Read(offset, 4);
    }

    [Then("both read {number}")]
    public void ThenBothRead(ulong value)
    {
        StepFailureException.UnlessEqual(value, _wide, "num_pages by 4 bytes");
        StepFailureException.UnlessEqual(value, _narrow, "num_pages piece by piece");
    }

    [Then("num_pages of {number} is there")]
    public void ThenNumPagesIsThere(ulong value) => StepFailureException.UnlessEqual(value, _wide, "what is read");

    [Then("actual reads {number} by 4 bytes")]
    public void ThenActualReads(ulong value) => StepFailureException.UnlessEqual(
        value, Registers().Read(LegacyPciRegister.DeviceConfiguration(IsMsiXOn()) + BalloonConfiguration.ActualOffset, 4), "actual");

    [Then("the revision is {int}")]
    public void ThenTheRevisionIs(int revision) => StepFailureException.UnlessEqual(revision, _space[PciRegister.Revision], "revision");

    [Then("the subsystem device number is {int}")]
    public void ThenTheSubsystemIs(int number) => StepFailureException.UnlessEqual(number, Word(PciRegister.SubsystemDevice), "subsystem device number");

    [Then("the device number is between {number} and {number}")]
    public void ThenTheDeviceIsBetween(ulong first, ulong last) =>
        StepFailureException.Unless((ulong)Word(PciRegister.Device) >= first && (ulong)Word(PciRegister.Device) <= last, $"0x{first:x} to 0x{last:x}", $"0x{Word(PciRegister.Device):x}");

    [Then("bar 0 has ports")]
    public void ThenBar0HasPorts() => StepFailureException.Unless((_space[PciRegister.FirstBar] & Ports) != 0, "a bar of ports", $"0x{_space[PciRegister.FirstBar]:x2}");

    [Then("the driver has used the legacy registers")]
    public void ThenTheLegacyRegistersWereUsed() => StepFailureException.Unless(Used().Contains(RegisterSpace.LegacyPci), "legacy registers written", "they were not");

    [Then("the driver has used the registers of virtio 1")]
    public void ThenTheModernRegistersWereUsed() => StepFailureException.Unless(Used().Contains(RegisterSpace.Common), "common configuration written", "it was not");

    [Then("the driver has written to no register of the device")]
    public void ThenNothingWasWritten() =>
        StepFailureException.Unless(Used().All(s => s is RegisterSpace.PciConfiguration or RegisterSpace.MsiX), "nothing but configuration space written", string.Join(' ', Used()));

    private HashSet<RegisterSpace> Used() => [.. bed.Events.OfType<RegisterWritten>().Select(w => w.Space)];

    private int Word(int register) => _space[register] | _space[register + 1] << 8;

    private RegisterBlock Registers() => new(bed.Bus, isPort: true, bed.PciFunction.Read(PciRegister.FirstBar, 4) & ~3u, LegacyRegisters);

    private bool IsMsiXOn() => MessageControl() is { } place && (bed.PciFunction.Read(place, 2) & MsiXRegister.Enable) != 0;

    private void SwitchMessages(bool on)
    {
        if (MessageControl() is not { } place)
        {
            if (on) throw new StepNotApplicableException("the device has no MSI-X");
            return;
        }
        uint control = bed.PciFunction.Read(place, 2);
        bed.PciFunction.Write(place, 2, on ? control | MsiXRegister.Enable : control & ~(uint)MsiXRegister.Enable);
    }

    private int? MessageControl() =>
        bed.PciFunction.ReadCapabilities().Where(c => c.Id == PciCapability.MsiX).Select(c => (int?)(c.Place + MsiXRegister.Control)).FirstOrDefault();
}
