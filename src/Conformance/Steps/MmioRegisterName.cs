namespace Ballast.Conformance.Steps;

/// <summary>A register of a virtio-mmio device, as feature files name it.</summary>
/// <param name="Name">The specification's name.</param>
/// <param name="Offset">Its offset.</param>
internal readonly record struct MmioRegisterName(string Name, int Offset);
