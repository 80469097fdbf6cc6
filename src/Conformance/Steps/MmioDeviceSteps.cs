using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Guest.Transports;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Mmio;

namespace Ballast.Conformance.Steps;

/// <summary>The registers of a virtio-mmio device under test, read and written by hand.</summary>
[Binding]
internal sealed class MmioDeviceSteps(Testbed bed)
{
    private RegisterBlock? _registers;
    private ulong _read;
    private (ulong Before, ulong After) _generations;
    private List<ulong> _looks = [];

    private RegisterBlock Registers => _registers ??= new(bed.Bus, isPort: false, bed.MmioAddress, MmioRegister.Size);

    [Given("a driver in operation that handles no interrupt")]
    public async Task GivenADriverThatHandlesNoInterrupt()
    {
        bed.HandDriven.Start(FeatureSet.Of(Feature.Version1));
        await bed.SettleAsync();
        bed.Bus.Connect(new Unheeded());
    }

    [When("a driver reads {mmio_register}")]
    public void WhenADriverReads(MmioRegisterName register) => _read = Read(register.Offset);

    [When("the host wants {number} pages in the balloon")]
    public async Task WhenTheHostWants(ulong pages)
    {
        bed.SetTarget((uint)pages);
        await bed.SettleAsync();
    }

    [When("num_pages changes to {int} between two looks of the driver")]
    public async Task WhenNumPagesChanges(int pages)
    {
        ulong before = Read(MmioRegister.ConfigurationGeneration);
        Read(MmioRegister.Configuration + BalloonConfiguration.NumPagesOffset);
        await WhenTheHostWants((ulong)pages);
        _read = Read(MmioRegister.Configuration + BalloonConfiguration.NumPagesOffset);
        _generations = (before, Read(MmioRegister.ConfigurationGeneration));
    }

    [When("the driver writes 0 to QueueReady of {queue}")]
    public void WhenTheDriverStops(BalloonQueue queue)
    {
        Select(queue);
        Registers.Write(MmioRegister.QueueReady, 4, 0);
        Read(MmioRegister.QueueReady);
    }

    [When("the driver writes 1 to QueueReset of {queue} and looks {int} times")]
    public async Task WhenTheDriverResets(BalloonQueue queue, int times)
    {
        Select(queue);
        Registers.Write(MmioRegister.QueueReset, 4, 1);
        _looks = [];
        for (int i = 0; i < times; i++)
        {
            _looks.Add(Read(MmioRegister.QueueReset));
            await bed.SettleAsync();
        }
    }

    [Then("it reads {number}")]
    public void ThenItReads(ulong value) => StepFailureException.UnlessEqual(Hex(value), Hex(_read), "what is read");

    [Then("{mmio_register} reads {number}")]
    public void ThenTheRegisterReads(MmioRegisterName register, ulong value) => StepFailureException.UnlessEqual(Hex(value), Hex(Read(register.Offset)), register.Name);

    [Then("{mmio_register} of {queue} reads {number}")]
    public void ThenTheRegisterOfAQueueReads(MmioRegisterName register, BalloonQueue queue, ulong value)
    {
        Select(queue);
        ThenTheRegisterReads(register, value);
    }

    [Then("InterruptStatus reads {number} once {number} is written to InterruptACK")]
    public async Task ThenItReadsOnceAcknowledged(ulong value, ulong acknowledged)
    {
        Registers.Write(MmioRegister.InterruptAcknowledge, 4, (uint)acknowledged);
        await bed.SettleAsync();
        StepFailureException.UnlessEqual(Hex(value), Hex(Read(MmioRegister.InterruptStatus)), "InterruptStatus");
    }

    [Then("the driver has seen {int} in num_pages, and another generation")]
    public void ThenTheDriverHasSeen(int pages)
    {
        StepFailureException.UnlessEqual((ulong)pages, _read, "num_pages");
        StepFailureException.Unless(_generations.Before != _generations.After, "another generation", $"{_generations.After} again");
    }

    [Then("QueueReset has read 1 until it read 0")]
    public void ThenTheResetWasShown()
    {
        string looks = string.Join(' ', _looks);
        StepFailureException.Unless(_looks.SkipWhile(v => v == 1).All(v => v == 0) && _looks[^1] == 0, "1 as long as the reset runs, then 0", looks);
    }

    private ulong Read(int register) => Registers.Read(register, 4);

    private void Select(BalloonQueue queue) => Registers.Write(MmioRegister.QueueSelect, 4, (uint)bed.HandDriven.Layout.IndexOf(queue));

    private static string Hex(ulong value) => $"0x{value:x}";

    private sealed class Unheeded : IInterruptListener
    {
        public void LineChanged(int line, bool isRaised)
        {
        }

        public void MessageSent(int vector)
        {
        }
    }
}
