using Ballast.Conformance.Clauses;
using Ballast.Conformance.Mutants.Negotiation;
using Ballast.Conformance.Testbeds;
using Ballast.Guest.Driver;
using Ballast.Host.Machine;
using Ballast.Migration;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Mutants;

/// <summary>The mutants there are.</summary>
public static partial class MutantCatalogue
{
    private const string QemuCommit = "https://gitlab.com/qemu-project/qemu/-/commit/";

    private static readonly Lazy<IReadOnlyList<Mutant>> Known = new(() =>
    [
        .. Negotiation(), .. Lifecycle(), .. Rings(), .. Balloon(), .. Hinting(), .. Reporting(), .. Legacy(), .. Bitmap(), .. Machine(), .. Migration(), .. Mmio(), .. LegacyPci(),
    ]);

    /// <summary>Every mutant, by subject.</summary>
    public static IReadOnlyList<Mutant> All => Known.Value;

    /// <summary>The mutant with an id, or null.</summary>
    public static Mutant? Find(string id) => All.FirstOrDefault(m => m.Id == id);

    /// <summary>The mutants that break a clause.</summary>
    public static IEnumerable<Mutant> Of(ClauseId clause) => All.Where(m => m.Breaks.Contains(clause));

    private static Mutant Driver<T>(string id, string fault, params ClauseId[] breaks) where T : DriverDecisions, new() =>
        new(id, Side.Driver, fault, breaks) { Decisions = static () => new T() };

    private static Mutant Declines(string id, int feature, string fault, params ClauseId[] breaks) =>
        new(id, Side.Driver, fault, breaks) { Decisions = () => new DriverThatDeclines(feature) };

    private static Mutant Device(string id, Func<DeviceParts, ProvokingBalloonDevice> make, string fault, params ClauseId[] breaks) =>
        new(id, Side.Device, fault, breaks) { Device = make };

    private static Mutant Machine(string id, Func<PcMachineOptions, ITraceSink?, PcMachine> build, string fault, params ClauseId[] breaks) =>
        new(id, Side.Machine, fault, breaks) { Machine = build };

    private static Mutant Source(string id, Func<MigrationParts, MigrationSource> make, string fault, params ClauseId[] breaks) =>
        new(id, Side.Migration, fault, breaks) { Source = make };

    private static Mutant Destination(string id, Func<IRam, MigrationDestination> make, string fault, params ClauseId[] breaks) =>
        new(id, Side.Migration, fault, breaks) { Destination = make };
}
