using Ballast.Migration;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Testbeds;

/// <summary>What the source of a scenario's migration is made of.</summary>
/// <param name="Ram">The RAM to migrate.</param>
/// <param name="Guest">The guest to stop for the last round.</param>
/// <param name="Options">What else the migration is told.</param>
/// <param name="Trace">Takes the migration's events.</param>
public sealed record MigrationParts(IRam Ram, IMigratedGuest Guest, MigrationOptions Options, ITraceSink Trace);
