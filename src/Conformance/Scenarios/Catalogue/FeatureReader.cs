using System.Text;
using Gherkin;
using Gherkin.CucumberMessages;
using Gherkin.CucumberMessages.Pickles;
using Messages = Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>Reads one feature file with the official parser. Whatever is in it, the outcome is a feature or errors.</summary>
internal sealed class FeatureReader(IIdGenerator ids)
{
    public const int MostBytes = 4 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public FeatureFile? ReadFile(string path, string uri, List<FeatureError> errors)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[MostBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MostBytes)
                errors.Add(new FeatureError(uri, 0, 0, $"the file is larger than {MostBytes >> 20} MiB"));
            else
                return ReadText(path, uri, StrictUtf8.GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF'), errors);
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new FeatureError(uri, 0, 0, "the file is not UTF-8 text"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new FeatureError(uri, 0, 0, $"cannot be read: {e.Message}"));
        }
        return null;
    }

    public FeatureFile? ReadText(string path, string uri, string source, List<FeatureError> errors)
    {
        try
        {
            var tree = new Parser().Parse(new StringReader(source));
            var document = new AstMessagesConverter(ids).ConvertGherkinDocumentToEventArgs(tree, uri);
            var feature = new FeatureFile(path, uri, source, document);
            if (ExpansionLimit.Excess(document) is { } excess)
            {
                errors.Add(new FeatureError(uri, excess.Line, 0, excess.Message));
                return null;
            }
            var lines = new DocumentLines(document);
            feature.Scenarios =
            [
                .. new PickleCompiler(ids).Compile(document).Select(p => new Scenario(feature, p, lines.Origin(p), [.. Steps(p, uri, lines)])),
            ];
            return feature;
        }
        catch (CompositeParserException e)
        {
            errors.AddRange(e.Errors.Select(inner => Error(uri, inner)));
        }
        catch (ParserException e)
        {
            errors.Add(Error(uri, e));
        }
        return null;
    }

    private static IEnumerable<ScenarioStep> Steps(Messages.Pickle pickle, string uri, DocumentLines lines) =>
        pickle.Steps.Select(s =>
        {
            var step = lines.Step(s);
            return new ScenarioStep(uri, s, step.Keyword, (int)step.Location.Line);
        });

    private static FeatureError Error(string uri, ParserException e)
    {
        var message = e.Message.ReplaceLineEndings(" ");
        // The parser repeats the position, as "(3:1): ".
        if (e.Location is { } at && message.StartsWith($"({at.Line}:{at.Column}): ", StringComparison.Ordinal))
            message = message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        return new FeatureError(uri, e.Location?.Line ?? 0, e.Location?.Column ?? 0, message);
    }
}
