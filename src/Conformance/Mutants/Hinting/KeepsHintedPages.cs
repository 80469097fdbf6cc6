using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Keeps hinted pages when DONE is shown.</summary>
internal sealed class KeepsHintedPages : DriverDecisions
{
    public override bool ReleasesHinted(CommandId shown) => false;
}
