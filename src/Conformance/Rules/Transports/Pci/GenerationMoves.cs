using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>config_generation has moved when a part of the configuration reads other than before.</summary>
internal sealed class GenerationMoves() : PciRule("device.pci.common.6")
{
    private readonly Dictionary<(uint Offset, int Width), (ulong Value, uint? Generation)> _read = [];
    private uint? _generation;
    private uint? _outdated;

    protected override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e))
        {
            _read.Clear();
            (_generation, _outdated) = (null, null);
            return;
        }
        switch (e)
        {
            case RegisterWritten { Space: RegisterSpace.DeviceConfiguration }:
                // What the driver writes is no change that it has to be told of.
                _read.Clear();
                break;
            case RegisterRead { Space: RegisterSpace.DeviceConfiguration, Offset: var offset, Width: var width, Value: var value }:
                if (_read.TryGetValue((offset, width), out var before) && before.Value != value) _outdated ??= before.Generation;
                _read[(offset, width)] = (value, _generation);
                break;
            default:
                if (!IsRead(e, CommonRegister.ConfigurationGeneration, 1, out uint generation)) return;
                if (_outdated is { } old) Check(e, generation != old, $"config_generation is still {old}, though the configuration reads otherwise");
                (_generation, _outdated) = (generation, null);
                break;
        }
    }
}
