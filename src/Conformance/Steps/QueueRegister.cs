namespace Ballast.Conformance.Steps;

/// <summary>A register of 16 bits in common configuration that every queue has.</summary>
/// <param name="Name">The specification's name.</param>
/// <param name="Offset">Its offset.</param>
internal readonly record struct QueueRegister(string Name, int Offset);
