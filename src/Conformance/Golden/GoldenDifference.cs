using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Ballast.Conformance.Golden;

/// <summary>The difference of two texts, as people read it.</summary>
internal static class GoldenDifference
{
    public static string Between(string verified, string received)
    {
        var text = new StringBuilder();
        foreach (var line in InlineDiffBuilder.Diff(verified, received).Lines)
        {
            string mark = line.Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " };
            text.Append(mark).Append(line.Text).Append('\n');
        }
        return text.ToString();
    }
}
