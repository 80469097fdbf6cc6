namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit;

/// <summary>Where the files lie that a sample attaches.</summary>
public sealed record KitFolder(string Path)
{
    public byte[] Read(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name));
}
