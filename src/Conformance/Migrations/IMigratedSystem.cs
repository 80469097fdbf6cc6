using Ballast.Host.Machine;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Migrations;

/// <summary>A guest with its machine that can be migrated again and again, and whose content can be checked afterwards.</summary>
public interface IMigratedSystem : IAsyncDisposable
{
    /// <summary>Its RAM.</summary>
    IRam Ram { get; }

    /// <summary>Guest and devices, stopped and resumed together.</summary>
    IMigratedGuest Machine { get; }

    /// <summary>The guest in a few words, for people.</summary>
    string Name { get; }

    /// <summary>Builds RAM of the same shape.</summary>
    PcMachine NewDestination();

    /// <summary>Says where to ask the guest for free pages. Called right before each migration.</summary>
    MigrationOptions Prepare(MigrationOptions options);

    /// <summary>Looks at every page of a destination while the guest stands still, without the help of the migration's own books.</summary>
    ContentReport Verify(IRam destination, MigrationFilter filter);
}
