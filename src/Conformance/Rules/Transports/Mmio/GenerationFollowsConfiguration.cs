using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>A field that has changed between two reads has changed ConfigGeneration.</summary>
internal sealed class GenerationFollowsConfiguration() : MmioRule("device.mmio.registers.6")
{
    private readonly Dictionary<int, ulong> _fields = [];
    private RegisterRead? _changed;
    private ulong? _generation;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (Registers.IsLegacy) return;
        if (register == MmioRegister.ConfigurationGeneration)
        {
            if (_changed is { } changed && _generation is { } before)
                Check(changed, before != value, $"the configuration at {At((int)changed.Offset)} has changed, and ConfigGeneration still reads {value}");
            _changed = null;
            if (_generation != value) _fields.Clear();
            _generation = value;
        }
        else if (register >= MmioRegister.Configuration && read.Width == 4)
        {
            if (_generation is not null && _fields.TryGetValue(register, out ulong old) && old != value) _changed ??= read;
            _fields[register] = value;
        }
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        // What the driver itself changes is no risk.
        if (register < MmioRegister.Configuration && (register != MmioRegister.Status || value != 0)) return;
        _fields.Clear();
        _changed = null;
    }
}
