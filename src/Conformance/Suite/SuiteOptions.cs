using Ballast.Conformance.Mutants;

namespace Ballast.Conformance.Suite;

/// <summary>What is run, and with whom.</summary>
public sealed record SuiteOptions
{
    /// <summary>Where features, golden traces and expectations are.</summary>
    public required SuiteFiles Files { get; init; }

    /// <summary>Feature files, folders, or files with lines; empty for all of the suite's own.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>A tag expression that scenarios must satisfy; null for all.</summary>
    public string? Tags { get; init; }

    /// <summary>Which dialect's scenarios to run: hint or bitmap; null for all.</summary>
    public string? Dialect { get; init; }

    /// <summary>Which part of what was selected to run; null for all of it.</summary>
    public Shard? Shard { get; init; }

    /// <summary>
    /// Which ring's scenarios to run: split, packed or all; null for what is usual. A scenario that names no ring fits any. A
    /// device that is not ours is usually run over each transport and each ring once, and not over every pair of them.
    /// </summary>
    public string? Ring { get; init; }

    /// <summary>What carries the protocol: direct, pci, mmio or all; null for what is usual. A scenario that names no transport fits any.</summary>
    public string? Transport { get; init; }

    /// <summary>Whose driver stands on the driver's side.</summary>
    public SideSpec Driver { get; init; } = SideSpec.Reference;

    /// <summary>Whose device, machine and migration stand on the other side.</summary>
    public SideSpec Device { get; init; } = SideSpec.Reference;

    /// <summary>The fault that one of our sides has; null when all are clean.</summary>
    public Mutant? Mutant { get; init; }

    /// <summary>Seed of everything that is left to chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder in which streams of migrations are kept; null where they are not.</summary>
    public string? Streams { get; init; }

    /// <summary>How many scenarios run at a time.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Expectations to apply besides the suite's own for the sides in use.</summary>
    public string? Expectations { get; init; }

    /// <summary>A file of expectations that the run brings up to date: applied as well where it is there.</summary>
    public string? UpdatedExpectations { get; init; }
}
