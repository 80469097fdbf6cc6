using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Host.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>The machine's map of RAM.</summary>
[Binding]
internal sealed class MachineSteps(Testbed bed)
{
    /// <summary>"i440fx" or "q35".</summary>
    [ParameterType("machine", "i440fx|q35")]
    public static MachineType Machine(string text) => text == "i440fx" ? MachineType.I440fx : MachineType.Q35;

    [When("a/an {machine} machine is built with {number} bytes of RAM")]
    public void WhenAMachineIsBuilt(MachineType type, ulong ram) => bed.BuildMachine(type, ram);

    [When("a/an {machine} machine is built with {number} bytes of RAM and max-ram-below-4g {number}")]
    public void WhenAMachineIsBuilt(MachineType type, ulong ram, ulong cap) => bed.BuildMachine(type, ram, cap);

    [Then("lowmem is {number}")]
    public void ThenLowmemIs(ulong lowmem) => StepFailureException.UnlessEqual(Hex(lowmem), Hex(bed.Machine.LowMemory), "lowmem");

    [Then("lowmem is still {number} after its RAM was used")]
    public void ThenLowmemIsStill(ulong lowmem)
    {
        bed.Machine.MemoryFor(DirtyClient.Guest).TryWrite(0, (byte[])[1, 2, 3]);
        ThenLowmemIs(lowmem);
        bed.NoteMachine();
    }

    [Then("{number} bytes lie above 4 GiB")]
    public void ThenBytesLieAbove(ulong bytes)
    {
        StepFailureException.UnlessEqual(Hex(bytes), Hex(bed.Machine.Above4G), "bytes above 4 GiB");
        StepFailureException.UnlessEqual(Hex(bed.Machine.Size - bytes), Hex(bed.Machine.Below4G), "bytes below 4 GiB");
    }

    [Then("address {number} is RAM at offset {number}, and the other way round")]
    public void ThenTheAddressIsRam(ulong address, ulong offset)
    {
        var probe = Probe(address);
        StepFailureException.UnlessEqual(Hex(offset), Hex(probe.RamOffset), "offset");
        StepFailureException.UnlessEqual(Hex(address), Hex(probe.AddressOfOffset), "address");
        StepFailureException.Unless(probe.Written, "a write that changes RAM", "nothing was written");
    }

    [Then("{int} random pages lie where the rule says, and the other way round")]
    public void ThenRandomPagesLieThere(int pages)
    {
        var random = new Random(bed.Seed);
        var machine = bed.Machine;
        for (int i = 0; i < pages; i++)
        {
            ulong offset = (ulong)random.NextInt64((long)(machine.Size >> PageRun.PageShift)) << PageRun.PageShift;
            ulong address = offset < machine.LowMemory ? offset : offset - machine.LowMemory + (1UL << 32);
            ThenTheAddressIsRam(address, offset);
        }
    }

    [Then("address {number} is not RAM")]
    public void ThenTheAddressIsNotRam(ulong address)
    {
        var probe = Probe(address);
        StepFailureException.Unless(probe.RamOffset is null, "no RAM", $"RAM at offset {Hex(probe.RamOffset)}");
        StepFailureException.Unless(!probe.Written, "nothing written", "a write went through");
    }

    [Then("{int} bytes at {number} cannot be written, and nothing is changed")]
    public void ThenBytesCannotBeWritten(int bytes, ulong address)
    {
        var memory = bed.Machine.MemoryFor(DirtyClient.Device);
        byte[] data = new byte[bytes];
        data.AsSpan().Fill(0xff);
        bool written = memory.TryWrite(address, data);
        byte[] before = new byte[8];
        memory.TryRead(address, before);
        StepFailureException.Unless(!written && before.All(b => b == 0), "nothing written", written ? "a write went through" : "a part of it was written");
        Probe(address + 8);
    }

    private AddressProbed Probe(ulong address)
    {
        var machine = bed.Machine;
        ulong? offset = machine.TryLocate(address, out var block, out ulong inBlock, out _) ? block.RamOffset + inBlock : null;
        ulong? back = offset is { } o && machine.TryGetGuestAddress(o, out ulong a) ? a : null;
        var memory = machine.MemoryFor(DirtyClient.Guest);
        bool written = memory.TryWrite(address, (byte[])[0xa5]);
        if (written && block is not null) written = block.Bytes(inBlock, 1)[0] == 0xa5;
        var probe = new AddressProbed(address, offset, back, written);
        bed.Record(probe);
        return probe;
    }

    private static string Hex(ulong? value) => value is { } v ? $"0x{v:x}" : "none";
}
