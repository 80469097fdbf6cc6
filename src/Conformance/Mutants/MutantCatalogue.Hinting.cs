using Ballast.Conformance.Mutants.Hinting;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Hinting() =>
    [
        Driver<SendsIdTwice>("sends-id-twice", "opens each round with its id twice", "driver.balloon.hinting.3"),
        Device("never-counts", parts => new DeviceThatNeverCounts(parts), "counts no further: every round gets the id of the first", "device.balloon.hinting.2"),
    ];
}
