using System.Globalization;
using System.Xml;
using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Verdicts;

/// <summary>Writes a report as JUnit XML, as build servers read it.</summary>
public static class RunJUnit
{
    /// <summary>Writes the report as UTF-8: one suite for each feature file, each case under a name of its own.</summary>
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
            WriteProperties(xml, report);
            var alike = feature.GroupBy(r => r.Name).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet();
            foreach (var result in feature) WriteCase(xml, report, result, alike.Contains(result.Name));
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
        xml.WriteAttributeString("time", Seconds(results.Sum(r => r.Duration.TotalSeconds)));
    }

    private static void WriteProperties(XmlWriter xml, RunReport report)
    {
        xml.WriteStartElement("properties");
        WriteProperty(xml, "suite", report.Suite);
        WriteProperty(xml, "driver", report.Driver.Name);
        WriteProperty(xml, "driver.version", report.Driver.Version);
        WriteProperty(xml, "device", report.Device.Name);
        WriteProperty(xml, "device.version", report.Device.Version);
        WriteProperty(xml, "seed", report.Seed.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, string name, string? value)
    {
        if (value is null) return;
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", Clean(value));
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, RunReport report, ScenarioResult result, bool hasNamesakes)
    {
        xml.WriteStartElement("testcase");
        // Build servers make packages of dots.
        xml.WriteAttributeString("classname", ClassOf(FileOf(result.Id)));
        // Rows of an outline may share a name; the line tells them apart.
        xml.WriteAttributeString("name", Clean(hasNamesakes ? $"{result.Name} ({result.Id[(FileOf(result.Id).Length + 1)..]})" : result.Name));
        xml.WriteAttributeString("time", Seconds(result.Duration.TotalSeconds));
        string? element = IsFailure(result.Verdict) ? "failure" : result.Verdict == Verdict.SuiteError ? "error" : IsSkipped(result.Verdict) ? "skipped" : null;
        string said = Clean($"{result.Verdict.Name()}: {result.Reason}");
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", said);
            if (element != "skipped")
            {
                xml.WriteAttributeString("type", result.Verdict.Name());
                xml.WriteString(Clean(result.Text ?? $"{Clauses(result)}again {RunAgain.Of(result, report.Driver.Name, report.Device.Name, report.Seed)}"));
            }
            xml.WriteEndElement();
        }
        WriteOutput(xml, element is null && result.Reason is not null ? said : null, result.Trace);
        xml.WriteEndElement();
    }

    private static void WriteOutput(XmlWriter xml, string? said, string? trace)
    {
        // Jenkins keeps files that are named like this beside the result.
        string? attachment = trace is null ? null : $"[[ATTACHMENT|{Clean(Path.GetFullPath(trace))}]]";
        if (said is not null || attachment is not null) xml.WriteElementString("system-out", string.Join('\n', new[] { said, attachment }.OfType<string>()));
    }

    private static string Clauses(ScenarioResult result) => string.Concat(result.Clauses.Select(id =>
        ClauseCatalogue.Default.TryFind(id, out var clause) ? $"{id}  {clause.Level.Words()}  {clause.Statement}\n" : $"{id}\n"));

    // An inconclusive scenario has shown nothing: a build that takes it for success is misled.
    private static bool IsFailure(Verdict verdict) => verdict is Verdict.Fail or Verdict.UnexpectedPass or Verdict.Inconclusive;

    private static bool IsSkipped(Verdict verdict) => verdict is Verdict.NotApplicable or Verdict.Unsupported or Verdict.ExpectedFail;

    private static string FileOf(string id) => id.LastIndexOf(':') is > 0 and int at ? id[..at] : id;

    private static string ClassOf(string file) => file.Replace(".feature", "", StringComparison.Ordinal).Replace('/', '.').Trim('.');

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    // What a peer says may hold characters that XML has no way to write.
    private static string Clean(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (int i = 0; i < source.Length; i++) span[i] = XmlConvert.IsXmlChar(source[i]) ? source[i] : '?';
    });
}
