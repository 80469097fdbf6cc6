using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>A driver under test on virtio-mmio devices that are not what they should be.</summary>
[Binding]
internal sealed class MmioDriverSteps(Testbed bed)
{
    private const uint Undefined = ~3u;

    [Given("a device over MMIO")]
    public void GivenADevice()
    {
        if (bed.UsesThirdParty) throw new StepNotApplicableException("the driver reaches the device without registers");
    }

    [Given("a device whose MagicValue reads {number}")]
    public void GivenAMagic(ulong magic)
    {
        GivenADevice();
        bed.Plan.Mmio = bed.Plan.Mmio with { Magic = (uint)magic };
    }

    [Given("a device whose Version reads {number}")]
    public void GivenAVersion(ulong version)
    {
        GivenADevice();
        bed.Plan.Mmio = bed.Plan.Mmio with { Version = (uint)version };
    }

    [Given("a device whose DeviceID reads {number}")]
    public void GivenADeviceId(ulong id)
    {
        GivenADevice();
        bed.Plan.Mmio = bed.Plan.Mmio with { DeviceId = (uint)id };
    }

    [Given("a device that shows undefined bits with every interrupt")]
    public void GivenUndefinedBits()
    {
        GivenADevice();
        bed.Plan.Mmio = bed.Plan.Mmio with { UndefinedInterrupts = Undefined };
    }

    [Then("the driver writes no register")]
    public void ThenNoRegisterIsWritten()
    {
        StepFailureException.Unless(Accesses().OfType<RegisterRead>().Any(), "a driver that looks at the device", "it does not");
        var written = Accesses().OfType<RegisterWritten>().FirstOrDefault();
        StepFailureException.Unless(written is null, "no register written", $"0x{written?.Offset:x} at #{written?.Sequence}");
    }

    [Then("the last register that the driver touches is DeviceID")]
    public void ThenDeviceIdIsTheLast() => StepFailureException.Unless(
        Accesses().LastOrDefault() is RegisterRead { Offset: MmioRegister.DeviceId }, "DeviceID read last", $"{Accesses().LastOrDefault()}");

    [Then("the first registers that the driver touches are MagicValue, Version and DeviceID")]
    public void ThenTheIdentityIsReadFirst()
    {
        List<uint> first = [.. Accesses().Take(3).Select(e => e is RegisterRead read ? read.Offset : uint.MaxValue)];
        StepFailureException.Unless(
            first is [MmioRegister.MagicValue or MmioRegister.Version, MmioRegister.MagicValue or MmioRegister.Version, MmioRegister.DeviceId],
            "MagicValue, Version, DeviceID", string.Join(", ", first.Select(r => $"0x{r:x}")));
    }

    [Then("every control register is accessed by 4 bytes")]
    public void ThenAccessesAreWords()
    {
        var odd = Accesses().FirstOrDefault(e => Offset(e) < MmioRegister.Configuration && Width(e) != 4);
        StepFailureException.Unless(odd is null, "accesses of 4 bytes", $"#{odd?.Sequence}");
    }

    [Then("every field of the configuration is accessed by 4 bytes")]
    public void ThenFieldsAreWords()
    {
        var fields = Accesses().Where(e => Offset(e) >= MmioRegister.Configuration).ToList();
        StepFailureException.Unless(fields.Count > 0, "an access to the configuration", "none");
        StepFailureException.Unless(fields.All(e => Width(e) == 4), "accesses of 4 bytes", $"#{fields.FirstOrDefault(e => Width(e) != 4)?.Sequence}");
    }

    [Then("the driver acknowledges no undefined bit")]
    public void ThenNoUndefinedBitIsAcknowledged()
    {
        var acknowledged = Written(MmioRegister.InterruptAcknowledge);
        StepFailureException.Unless(acknowledged.Count > 0, "an acknowledgement", "none");
        StepFailureException.Unless(acknowledged.All(a => (a.Value & Undefined) == 0), "defined bits", string.Join(' ', acknowledged.Select(a => $"0x{a.Value:x}")));
    }

    [Then("every event that the driver sees is acknowledged")]
    public void ThenEveryEventIsAcknowledged()
    {
        var seen = Accesses().OfType<RegisterRead>().LastOrDefault(r => r.Offset == MmioRegister.InterruptStatus && (r.Value & ~Undefined) != 0);
        StepFailureException.Unless(seen is not null, "InterruptStatus read", "it was not");
        var acknowledged = Written(MmioRegister.InterruptAcknowledge).FirstOrDefault(w => w.Sequence > seen!.Sequence);
        StepFailureException.Unless(acknowledged is not null && (seen!.Value & ~Undefined & ~acknowledged.Value) == 0, $"0x{seen!.Value & ~Undefined:x} acknowledged", $"0x{acknowledged?.Value:x}");
    }

    [Then("every queue was stopped through QueueReady")]
    public void ThenEveryQueueWasStopped()
    {
        int started = Written(MmioRegister.QueueReady).Count(w => w.Value == 1), stopped = Written(MmioRegister.QueueReady).Count(w => w.Value == 0);
        StepFailureException.Unless(started > 0, "queues in use", "none");
        StepFailureException.UnlessEqual(started, stopped, "queues that were stopped");
    }

    [Then("no queue is larger than QueueSizeMax")]
    public void ThenNoQueueIsTooLarge()
    {
        ulong most = Accesses().OfType<RegisterRead>().Where(r => r.Offset == MmioRegister.QueueSizeMaximum).Select(r => r.Value).DefaultIfEmpty().Max();
        var sizes = Written(MmioRegister.QueueSize);
        StepFailureException.Unless(sizes.Count > 0 && sizes.All(s => s.Value <= most), $"at most {most} entries", string.Join(' ', sizes.Select(s => s.Value)));
    }

    private List<RegisterWritten> Written(int register) => [.. Accesses().OfType<RegisterWritten>().Where(w => w.Offset == register)];

    private List<TraceEvent> Accesses() => [.. bed.Events.Where(e => e is RegisterRead { Space: RegisterSpace.Mmio } or RegisterWritten { Space: RegisterSpace.Mmio })];

    private static uint Offset(TraceEvent e) => e is RegisterRead read ? read.Offset : ((RegisterWritten)e).Offset;

    private static int Width(TraceEvent e) => e is RegisterRead read ? read.Width : ((RegisterWritten)e).Width;
}
