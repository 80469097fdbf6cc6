using Ballast.Conformance.Mutants;
using Ballast.Peers.Containers;

namespace Ballast.Conformance.Suite;

/// <summary>A side of the pair as the command line names it: reference, reference+MUTANT, linux, linux:RELEASE, qemu, qemu:RELEASE,
/// qemu:PATH, exec:COMMAND.</summary>
/// <param name="Kind">Which sort of implementation.</param>
/// <param name="Detail">Mutant, release, path or command behind the colon; null when there is none.</param>
public sealed record SideSpec(SideKind Kind, string? Detail = null)
{
    private const string MutantPrefix = "reference+";

    /// <summary>Our own side.</summary>
    public static SideSpec Reference { get; } = new(SideKind.Reference);

    /// <summary>The fault of a reference side; null when it is clean, or not ours.</summary>
    public Mutant? Mutant => Kind == SideKind.Reference && Detail is { } id ? MutantCatalogue.Find(id) : null;

    /// <summary>Whether the side is not ours, and so the one under test.</summary>
    public bool IsThirdParty => Kind != SideKind.Reference;

    /// <summary>The release that a peer is of; null for what runs on this machine itself.</summary>
    public PeerRelease? Release => Kind is SideKind.Linux or SideKind.Qemu ? ReleaseCatalogue.FindRelease(Detail) : null;

    /// <summary>What may carry the protocol to a device that is not ours.</summary>
    public IReadOnlyList<string> Transports => Kind switch
    {
        SideKind.Qemu => ["pci", "mmio"],
        SideKind.Reference => ["direct", "pci", "mmio"],
        _ => ["vhost-user"],
    };

    /// <summary>Reads a side.</summary>
    /// <param name="text">What stands behind --driver or --device.</param>
    /// <param name="spec">The side.</param>
    /// <param name="error">What is wrong, in one line.</param>
    public static bool TryParse(string text, out SideSpec spec, out string? error)
    {
        string name = text.Split(':', 2)[0];
        string? detail = text.Contains(':', StringComparison.Ordinal) ? text[(name.Length + 1)..] : null;
        error = null;
        spec = Reference;
        switch (name)
        {
            case "reference" when detail is null:
                return true;
            case "linux" when detail is null:
                spec = new(SideKind.Linux);
                return true;
            case "linux":
                if (ReleaseCatalogue.FindRelease(detail) is null)
                {
                    error = $"there is no release '{detail}' of Linux here: {ReleaseCatalogue.Names}";
                    return false;
                }
                spec = new(SideKind.Linux, detail);
                return true;
            // A path has a slash in it, a release has none.
            case "qemu" when detail is null || detail.Contains('/', StringComparison.Ordinal) || ReleaseCatalogue.FindRelease(detail) is not null:
                spec = new(SideKind.Qemu, detail);
                return true;
            case "qemu" when detail is { Length: > 0 }:
                error = $"there is no release '{detail}' of QEMU here: {ReleaseCatalogue.Names}; a path has a '/' in it, ./{detail} say";
                return false;
            case var _ when detail is null && name.StartsWith(MutantPrefix, StringComparison.Ordinal):
                string id = name[MutantPrefix.Length..];
                if (MutantCatalogue.Find(id) is null)
                {
                    error = $"there is no mutant '{id}': see 'ballast mutants list'";
                    return false;
                }
                spec = new(SideKind.Reference, id);
                return true;
            case "exec" when detail is { Length: > 0 }:
                if (!detail.Contains("{socket}", StringComparison.Ordinal))
                {
                    error = $"the command of '{text}' does not say where the socket goes: put {{socket}} into it";
                    return false;
                }
                spec = new(SideKind.Exec, detail);
                return true;
            default:
                error = $"'{text}' is no side: reference, reference+MUTANT, linux, linux:RELEASE, qemu, qemu:RELEASE, qemu:PATH, or exec:COMMAND with {{socket}} in it";
                return false;
        }
    }

    /// <summary>Reads a side that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static SideSpec Parse(string text) => TryParse(text, out var spec, out string? error) ? spec : throw new FormatException(error);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        SideKind.Reference => Detail is null ? "reference" : MutantPrefix + Detail,
        SideKind.Linux => Detail is null ? "linux" : $"linux:{Detail}",
        SideKind.Qemu => Detail is null ? "qemu" : $"qemu:{Detail}",
        _ => $"exec:{Detail}",
    };
}
