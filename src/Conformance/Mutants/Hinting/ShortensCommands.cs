using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Sends the lower half of its commands.</summary>
internal sealed class ShortensCommands : DriverDecisions
{
    public override uint CommandBytes => 2;
}
