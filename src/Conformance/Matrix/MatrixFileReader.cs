using Ballast.Conformance.Suite;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ballast.Conformance.Matrix;

/// <summary>Reads the runs of a matrix: a list of mappings, event by event, so that nothing is built that was not asked for.</summary>
internal sealed class MatrixFileReader(string file, string text)
{
    private const int TextLimit = 1 << 20;
    private const int EntryLimit = 100;
    private readonly Parser _yaml = new(new StringReader(text));

    public IReadOnlyList<MatrixEntry> Read()
    {
        if (text.Length > TextLimit) throw new MatrixFileException(file, 1, $"more than {TextLimit} characters");
        try
        {
            return ReadDocument();
        }
        catch (YamlException e)
        {
            throw new MatrixFileException(file, e.Start.Line, e.InnerException?.Message ?? e.Message);
        }
        catch (InvalidOperationException)
        {
            // What the scanner says of some plain scalars over several lines.
            throw new MatrixFileException(file, _yaml.Current?.Start.Line ?? 1, "this is no YAML");
        }
    }

    private List<MatrixEntry> ReadDocument()
    {
        var entries = new List<MatrixEntry>();
        _yaml.Consume<StreamStart>();
        if (!_yaml.TryConsume<DocumentStart>(out _) || !_yaml.TryConsume<SequenceStart>(out var list)) throw Error(_yaml.Current!, "a list of runs is needed");
        while (!_yaml.TryConsume<SequenceEnd>(out _))
        {
            var start = _yaml.Current!;
            if (entries.Count == EntryLimit) throw Error(start, $"more than {EntryLimit} runs");
            var entry = ReadEntry();
            if (entries.Any(e => e.Name == entry.Name)) throw Error(start, $"there are two runs named '{entry.Name}'");
            entries.Add(entry);
        }
        if (entries.Count == 0) throw Error(list, "a list of runs is needed");
        _yaml.Consume<DocumentEnd>();
        if (!_yaml.TryConsume<StreamEnd>(out _)) throw Error(_yaml.Current!, "only one document is allowed");
        return entries;
    }

    private MatrixEntry ReadEntry()
    {
        if (!_yaml.TryConsume<MappingStart>(out var start)) throw Error(_yaml.Current!, "a run is a mapping");
        var values = new Dictionary<string, Scalar>();
        List<string>? features = null;
        while (!_yaml.TryConsume<MappingEnd>(out _))
        {
            var key = Plain("a key");
            bool isNew = key.Value switch
            {
                "features" => features is null,
                "name" or "driver" or "device" or "tags" or "ring" or "transport" => !values.ContainsKey(key.Value),
                _ => throw Error(key, $"'{key.Value}' is unknown"),
            };
            if (!isNew) throw Error(key, $"'{key.Value}' occurs twice");
            if (key.Value == "features") features = ReadList(key.Value);
            else values[key.Value] = Plain($"the value of {key.Value}");
        }
        string? Value(string key) => values.GetValueOrDefault(key)?.Value;
        if (Value("name") is not { Length: > 0 } name) throw Error(start, "a run says its name");
        if (Value("driver") is null && Value("device") is null) throw Error(start, $"'{name}' says no driver and no device");
        if (SidePair.FaultOfDriver(Value("driver")) is { } driverFault) throw Error(values["driver"], $"driver: {driverFault}");
        if (SidePair.FaultOfDevice(Value("driver"), Value("device")) is { } deviceFault) throw Error(values.GetValueOrDefault("device") ?? values["driver"], $"device: {deviceFault}");
        if (Value("ring") is { } ring and not ("split" or "packed" or "all")) throw Error(values["ring"], $"ring '{ring}': split, packed or all");
        if (Value("transport") is { } transport and not ("direct" or "pci" or "mmio" or "all")) throw Error(values["transport"], $"transport '{transport}': direct, pci, mmio or all");
        return new(name, Side(Value("driver")), Side(Value("device")), features ?? [], Value("tags"), Value("ring") is { } kind and not "all" ? kind : null, Value("transport"));
    }

    // One, or a list of them.
    private List<string> ReadList(string key)
    {
        if (!_yaml.TryConsume<SequenceStart>(out _)) return [Plain($"the value of {key}").Value];
        var items = new List<string>();
        while (!_yaml.TryConsume<SequenceEnd>(out _)) items.Add(Plain($"an item of {key}").Value);
        return items;
    }

    private static SideSpec Side(string? text) => text is null ? SideSpec.Reference : SideSpec.Parse(text);

    private Scalar Plain(string what) => _yaml.TryConsume<Scalar>(out var scalar) ? scalar : throw Error(_yaml.Current!, $"{what} is text");

    private MatrixFileException Error(ParsingEvent at, string reason) => new(file, at.Start.Line, reason);
}
