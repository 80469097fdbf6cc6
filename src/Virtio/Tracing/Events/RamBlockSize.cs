namespace Ballast.Virtio.Tracing.Events;

/// <summary>Name and length in bytes of a RAM block.</summary>
public readonly record struct RamBlockSize(string Name, ulong Length);
