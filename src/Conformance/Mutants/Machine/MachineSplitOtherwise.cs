using Ballast.Host.Machine;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Mutants.Machine;

/// <summary>A machine that splits its RAM as the mutant says.</summary>
/// <param name="options">What it is built from.</param>
/// <param name="trace">Told of the machine; may be null.</param>
/// <param name="split">Where RAM is split, given where it should be.</param>
internal sealed class MachineSplitOtherwise(PcMachineOptions options, ITraceSink? trace, Func<PcMachineOptions, LowMemory, LowMemory> split)
    : PcMachine(options, trace)
{
    // Set before the machine is built, which asks at once where to split.
    private readonly Func<PcMachineOptions, LowMemory, LowMemory> _split = split;

    protected override LowMemory Split(PcMachineOptions options) => _split(options, base.Split(options));
}
