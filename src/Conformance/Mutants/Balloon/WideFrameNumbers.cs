using Ballast.Guest.Driver;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Sends frame numbers as wide as they are in the guest's memory: 64 bits each, as many of them as fit.</summary>
internal sealed class WideFrameNumbers : DriverDecisions
{
    public override byte[] FrameArray(ByteOrder order, IReadOnlyList<uint> frames)
    {
        byte[] array = new byte[(frames.Count + 1) / 2 * sizeof(ulong)];
        for (int i = 0; i < array.Length / sizeof(ulong); i++) order.WriteUInt64(array.AsSpan(i * sizeof(ulong)), frames[i]);
        return array;
    }
}
