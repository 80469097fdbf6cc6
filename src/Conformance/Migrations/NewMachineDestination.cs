using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Migrations;

/// <summary>
/// A destination on a machine that was built for it. Its RAM reads as zero already, and giving it back, as a destination
/// does with RAM of unknown content, would undo that it was backed beforehand.
/// </summary>
internal sealed class NewMachineDestination(IRam ram) : MigrationDestination(ram)
{
    protected override void Prepare(IRamBlock block)
    {
    }
}
