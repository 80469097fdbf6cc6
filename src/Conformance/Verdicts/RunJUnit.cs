using System.Globalization;
using System.Xml;

namespace Ballast.Conformance.Verdicts;

/// <summary>Writes a report as JUnit XML, as build servers read it.</summary>
public static class RunJUnit
{
    /// <summary>Writes the report as UTF-8: one suite for each feature file.</summary>
    public static void Write(Stream stream, RunReport report)
    {
        using var xml = XmlWriter.Create(stream, new() { Indent = true, CheckCharacters = false });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", report.Suite);
        WriteCounts(xml, report.Results);
        foreach (var feature in report.Results.GroupBy(r => FileOf(r.Id)))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", feature.Key);
            WriteCounts(xml, [.. feature]);
            foreach (var result in feature) WriteCase(xml, feature.Key, result);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<ScenarioResult> results)
    {
        int Count(Func<Verdict, bool> of) => results.Count(r => of(r.Verdict));
        xml.WriteAttributeString("tests", Number(results.Count));
        xml.WriteAttributeString("failures", Number(Count(IsFailure)));
        xml.WriteAttributeString("errors", Number(Count(v => v == Verdict.SuiteError)));
        xml.WriteAttributeString("skipped", Number(Count(IsSkipped)));
        xml.WriteAttributeString("time", results.Sum(r => r.Duration.TotalSeconds).ToString("0.000", CultureInfo.InvariantCulture));
    }

    private static void WriteCase(XmlWriter xml, string feature, ScenarioResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", feature);
        xml.WriteAttributeString("name", Clean(result.Name));
        xml.WriteAttributeString("time", result.Duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        string? element = IsFailure(result.Verdict) ? "failure" : result.Verdict == Verdict.SuiteError ? "error" : IsSkipped(result.Verdict) ? "skipped" : null;
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", Clean($"{result.Verdict.Name()}: {result.Reason}"));
            xml.WriteEndElement();
        }
        else if (result.Reason is not null)
        {
            xml.WriteElementString("system-out", Clean($"{result.Verdict.Name()}: {result.Reason}"));
        }
        xml.WriteEndElement();
    }

    // An inconclusive scenario has shown nothing: a build that takes it for success is misled.
    private static bool IsFailure(Verdict verdict) => verdict is Verdict.Fail or Verdict.UnexpectedPass or Verdict.Inconclusive;

    private static bool IsSkipped(Verdict verdict) => verdict is Verdict.NotApplicable or Verdict.Unsupported or Verdict.ExpectedFail;

    private static string FileOf(string id) => id.LastIndexOf(':') is > 0 and int at ? id[..at] : id;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // What a peer says may hold characters that XML has no way to write.
    private static string Clean(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (int i = 0; i < source.Length; i++) span[i] = XmlConvert.IsXmlChar(source[i]) ? source[i] : '?';
    });
}
