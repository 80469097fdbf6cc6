using Ballast.Conformance.Expectations;
using CsCheck;

namespace Ballast.Conformance.Tests.Expectations;

public sealed class HostileExpectationTests
{
    private static readonly string[] Pieces =
    [
        "- scenario: ", "- clause: ", "  reason: ", "  when:\n", "    driver: ", "x", "*", "\n", ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!int ", "|\n", "'", "\"", "#", "\t", "---\n", "\0",
    ];

    [Test]
    public void AnyText_IsReadOrRefusedInOneLine() => Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 30].Sample(
        pieces =>
        {
            try
            {
                return ExpectationSet.Parse("e.yaml", string.Concat(pieces)).All.Count <= pieces.Length;
            }
            catch (ExpectationException e)
            {
                return e.Line >= 0 && !e.Message.Contains('\n');
            }
        },
        iter: 20_000);
}
