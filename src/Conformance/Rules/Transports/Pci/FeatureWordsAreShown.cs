using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>device_feature shows the word that is chosen, whichever that is, and always the same.</summary>
internal sealed class FeatureWordsAreShown() : PciRule("device.pci.common.3")
{
    // No balloon and no transport has features from here on.
    private const uint FirstWithoutFeatures = 2;

    private readonly Dictionary<uint, uint> _shown = [];

    protected override void Watch(TraceEvent e)
    {
        if (!IsRead(e, CommonRegister.DeviceFeature, 4, out uint bits) || Common.DeviceWord is not { } word) return;
        if (word >= FirstWithoutFeatures) Check(e, bits == 0, $"word {word} of the features is 0x{bits:x8}");
        else if (_shown.TryGetValue(word, out uint before)) Check(e, bits == before, $"word {word} of the features is 0x{bits:x8}, and was 0x{before:x8}");
        else _shown[word] = bits;
    }
}
