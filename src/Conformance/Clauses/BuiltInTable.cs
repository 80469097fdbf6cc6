using System.Reflection;

namespace Ballast.Conformance.Clauses;

/// <summary>The tables about clauses that lie in the assembly (fixtures/clauses).</summary>
internal static class BuiltInTable
{
    /// <summary>Opens a table.</summary>
    /// <param name="name">Name of its file.</param>
    public static TextReader Open(string name) => new StreamReader(
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"clauses/{name}") ?? throw new InvalidOperationException($"the table {name} is not in the assembly"));
}
