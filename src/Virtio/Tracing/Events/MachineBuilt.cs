namespace Ballast.Virtio.Tracing.Events;

/// <summary>The machine is there, with this map of its RAM (machine.lowmem, machine.memory).</summary>
/// <param name="Type">Machine type: i440fx or q35.</param>
/// <param name="RamSize">Bytes of RAM.</param>
/// <param name="MaximumBelow4G">max-ram-below-4g in bytes, or null when it is not set.</param>
/// <param name="LowMemory">lowmem in bytes: where RAM is split.</param>
/// <param name="Below4G">Bytes of RAM below 4 GiB.</param>
/// <param name="Above4G">Bytes of RAM from 4 GiB on.</param>
/// <param name="Blocks">Names and lengths in bytes of the RAM blocks, by ascending RAM offset.</param>
public sealed record MachineBuilt(string Type, ulong RamSize, ulong? MaximumBelow4G, ulong LowMemory, ulong Below4G, ulong Above4G, IReadOnlyList<RamBlockSize> Blocks) : TraceEvent(TraceActor.Machine)
{
    /// <inheritdoc/>
    public bool Equals(MachineBuilt? other) => base.Equals(other) && Type == other.Type && RamSize == other.RamSize
        && MaximumBelow4G == other.MaximumBelow4G && LowMemory == other.LowMemory && Below4G == other.Below4G && Above4G == other.Above4G
        && Blocks.SequenceEqual(other.Blocks);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Type, RamSize, LowMemory, Blocks.Count);
}
