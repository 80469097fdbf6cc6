using Ballast.Conformance.Verdicts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ballast.Conformance.Expectations;

/// <summary>Reads expectations: a list of mappings with plain values, event by event, so that nothing is built that was not asked for.</summary>
internal sealed class ExpectationReader(string file, string text)
{
    private const int TextLimit = 1 << 20;
    private const int EntryLimit = 10_000;
    private readonly Parser _yaml = new(new StringReader(text));

    public IReadOnlyList<Expectation> Read()
    {
        if (text.Length > TextLimit) throw new ExpectationException(file, 1, $"more than {TextLimit} characters");
        try
        {
            return ReadDocument();
        }
        catch (YamlException e)
        {
            throw new ExpectationException(file, e.Start.Line, e.InnerException?.Message ?? e.Message);
        }
        catch (InvalidOperationException)
        {
            // What the scanner says of some plain scalars over several lines.
            throw new ExpectationException(file, _yaml.Current?.Start.Line ?? 1, "this is no YAML");
        }
    }

    private List<Expectation> ReadDocument()
    {
        var expectations = new List<Expectation>();
        _yaml.Consume<StreamStart>();
        if (_yaml.TryConsume<StreamEnd>(out _)) return expectations;
        _yaml.Consume<DocumentStart>();
        if (_yaml.TryConsume<Scalar>(out var scalar))
        {
            if (scalar.Value.Length > 0) throw Error(scalar, "a list of expectations is needed");
            return expectations;
        }
        if (!_yaml.TryConsume<SequenceStart>(out _)) throw Error(_yaml.Current!, "a list of expectations is needed");
        while (!_yaml.TryConsume<SequenceEnd>(out _))
        {
            if (expectations.Count == EntryLimit) throw Error(_yaml.Current!, $"more than {EntryLimit} expectations");
            expectations.Add(ReadExpectation());
        }
        _yaml.Consume<DocumentEnd>();
        if (!_yaml.TryConsume<StreamEnd>(out _)) throw Error(_yaml.Current!, "only one document is allowed");
        return expectations;
    }

    private Expectation ReadExpectation()
    {
        if (!_yaml.TryConsume<MappingStart>(out var start)) throw Error(_yaml.Current!, "an expectation is a mapping");
        var values = new Dictionary<string, string>();
        var when = ExpectationCondition.Always;
        while (!_yaml.TryConsume<MappingEnd>(out _))
        {
            var key = Plain("a key");
            if (key.Value == "when") when = ReadCondition();
            else if (key.Value is not ("scenario" or "clause" or "match" or "verdict" or "reason" or "link" or "may-pass")) throw Error(key, $"'{key.Value}' is unknown");
            else if (!values.TryAdd(key.Value, Plain($"the value of {key.Value}").Value)) throw Error(key, $"'{key.Value}' occurs twice");
        }
        if (!values.ContainsKey("scenario") && !values.ContainsKey("clause")) throw Error(start, "an expectation names a scenario or a clause");
        if (!values.TryGetValue("reason", out var reason) || reason.Length == 0) throw Error(start, "an expectation says its reason");
        var verdict = Verdict.Fail;
        if (values.TryGetValue("verdict", out var name)
            && !(VerdictNames.TryParse(name, out verdict) && verdict is Verdict.Fail or Verdict.Warn or Verdict.Inconclusive))
            throw Error(start, $"'{name}' cannot be expected: fail, warn and inconclusive can");
        return new(values.GetValueOrDefault("scenario"), values.GetValueOrDefault("clause"), when, values.GetValueOrDefault("match"), verdict,
            reason, values.GetValueOrDefault("link"), $"{file}:{start.Start.Line}")
        {
            MayPass = values.GetValueOrDefault("may-pass") switch
            {
                null or "false" => false,
                "true" => true,
                var other => throw Error(start, $"'may-pass' is true or false, not '{other}'"),
            },
        };
    }

    private ExpectationCondition ReadCondition()
    {
        if (!_yaml.TryConsume<MappingStart>(out _)) throw Error(_yaml.Current!, "'when' is a mapping of driver, device and version");
        var when = ExpectationCondition.Always;
        while (!_yaml.TryConsume<MappingEnd>(out _))
        {
            var key = Plain("a key");
            string pattern = Plain($"the value of {key.Value}").Value;
            when = key.Value switch
            {
                "driver" => when with { Driver = pattern },
                "device" => when with { Device = pattern },
                "version" => when with { Version = pattern },
                _ => throw Error(key, $"'{key.Value}' is unknown in 'when'"),
            };
        }
        return when;
    }

    private Scalar Plain(string what) => _yaml.TryConsume<Scalar>(out var scalar) ? scalar : throw Error(_yaml.Current!, $"{what} is text");

    private ExpectationException Error(ParsingEvent at, string reason) => new(file, at.Start.Line, reason);
}
