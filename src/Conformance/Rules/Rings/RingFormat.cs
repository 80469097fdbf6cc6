namespace Ballast.Conformance.Rules.Rings;

/// <summary>The formats of a virtqueue.</summary>
internal enum RingFormat
{
    /// <summary>Descriptor table, available ring and used ring (virtio 1.4, 2.7).</summary>
    Split,

    /// <summary>One ring of descriptors (virtio 1.4, 2.8).</summary>
    Packed,
}
