using Ballast.Conformance.Suite;

namespace Ballast.Conformance.Matrix;

/// <summary>One run of a matrix: an implementation, and what is run with it.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Driver">The driver.</param>
/// <param name="Device">The device.</param>
/// <param name="Features">Feature files, folders, or files with lines; empty for the suite's own.</param>
/// <param name="Tags">A tag expression, or null.</param>
/// <param name="Ring">split or packed; null for all.</param>
/// <param name="Transport">What carries the protocol, or null.</param>
public sealed record MatrixEntry(string Name, SideSpec Driver, SideSpec Device, IReadOnlyList<string> Features, string? Tags, string? Ring, string? Transport)
{
    /// <summary>The side that the run is about: the device if that is not ours.</summary>
    public SideSpec Subject => Device == SideSpec.Reference ? Driver : Device;

    /// <summary>Whether it is about a device.</summary>
    public bool IsDevice => Device != SideSpec.Reference;

    /// <summary>The options of its run.</summary>
    /// <param name="common">What all runs share. Features are looked for in its suite.</param>
    public SuiteOptions Options(SuiteOptions common)
    {
        ArgumentNullException.ThrowIfNull(common);
        return common with
        {
            Driver = Driver,
            Device = Device,
            Mutant = Driver.Mutant ?? Device.Mutant,
            Features = [.. Features.Select(f => Path.GetFullPath(f, Path.GetFullPath(common.Files.Root)))],
            Tags = Tags,
            Ring = Ring,
            Transport = Transport,
        };
    }
}
