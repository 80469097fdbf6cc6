namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

public sealed record Flight(string From, string To);
