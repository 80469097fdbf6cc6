namespace Ballast.Conformance.Testbeds;

/// <summary>A chain between being made available and being used, as it lay in memory when the device took it.</summary>
/// <param name="Slots">The descriptors of the ring that it takes.</param>
/// <param name="Descriptors">Their bytes.</param>
/// <param name="Readable">Its device-readable buffers, as far as they are kept.</param>
internal sealed record ExposedChain(IReadOnlyList<ushort> Slots, IReadOnlyList<byte[]> Descriptors, IReadOnlyList<(ulong Address, byte[] Bytes)> Readable)
{
    /// <summary>Slots in which the device has returned another chain meanwhile, as it may on a packed ring.</summary>
    public HashSet<ushort> Overwritten { get; } = [];
}
