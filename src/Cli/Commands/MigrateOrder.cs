using Ballast.Conformance.Migrations;
using Ballast.Migration.Links;

namespace Ballast.Cli.Commands;

/// <summary>What a command line of `ballast migrate` asks for.</summary>
/// <param name="Requests">The cases, one after the other.</param>
/// <param name="Compares">Whether each is migrated without and with the filter.</param>
/// <param name="To">Where the destination listens; null for one in this process.</param>
/// <param name="Listen">Where to be the destination; null otherwise.</param>
/// <param name="IsWorkloadGiven">Whether the user named the workload, so that a destination can work out what it must hold.</param>
/// <param name="Json">File for the figures.</param>
internal sealed record MigrateOrder(
    IReadOnlyList<MigrationRequest> Requests, bool Compares, MigrationAddress? To, MigrationAddress? Listen, bool IsWorkloadGiven, string? Json);
