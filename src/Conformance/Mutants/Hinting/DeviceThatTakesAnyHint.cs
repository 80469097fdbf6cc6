using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Takes every page that is hinted, under whatever id.</summary>
internal sealed class DeviceThatTakesAnyHint(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool AcceptsPages(HintSession session) => true;
}
