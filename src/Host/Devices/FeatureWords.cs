using Ballast.Virtio;
using Ballast.Virtio.Transport;

namespace Ballast.Host.Devices;

/// <summary>Features that a transport shows and takes in words of 32 bits, as PCI and MMIO do.</summary>
/// <param name="device">The device.</param>
internal sealed class FeatureWords(IVirtioDevice device)
{
    private FeatureSet? _shown;
    private ulong _accepted;
    private bool _isPending;

    /// <summary>Reads a word of the offered features; there are none behind the second.</summary>
    // device.pci.common.3
    public uint Read(uint word)
    {
        if (word == 0) _shown = device.ReadFeatures();
        return word < 2 ? (uint)((_shown ??= device.ReadFeatures()).Bits >> (int)(32 * word)) : 0;
    }

    /// <summary>What was written to a word of the accepted features.</summary>
    // device.pci.common.4
    public uint Accepted(uint word) => word < 2 ? (uint)(_accepted >> (int)(32 * word)) : 0;

    /// <summary>Writes a word of the accepted features. The device hears of them as a whole, with the second word.</summary>
    public void Write(uint word, uint value)
    {
        if (word > 1) return;
        int shift = (int)(32 * word);
        _accepted = _accepted & ~(0xffff_ffffUL << shift) | (ulong)value << shift;
        _isPending = true;
        if (word == 1) Deliver();
    }

    /// <summary>Tells the device of what it was not told of.</summary>
    public void Deliver()
    {
        if (!_isPending) return;
        _isPending = false;
        device.WriteFeatures(new(_accepted));
    }

    /// <summary>Forgets everything, as a reset does.</summary>
    public void Reset()
    {
        _shown = null;
        _accepted = 0;
        _isPending = false;
    }
}
