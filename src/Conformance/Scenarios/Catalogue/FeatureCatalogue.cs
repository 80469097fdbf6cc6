using Gherkin.CucumberMessages;

namespace Ballast.Conformance.Scenarios;

/// <summary>The feature files that were asked for, read; and what was wrong with them.</summary>
public sealed class FeatureCatalogue
{
    private FeatureCatalogue(List<FeatureFile> features, List<Scenario> scenarios, List<FeatureError> errors, IIdGenerator ids)
    {
        Ids = ids;
        Features = features;
        Scenarios = scenarios;
        Errors = errors;
    }

    /// <summary>The files, in the order asked for; within a folder, by name.</summary>
    public IReadOnlyList<FeatureFile> Features { get; }

    /// <summary>The scenarios that were asked for, in catalogue order.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; }

    /// <summary>What could not be found or read. The rest is there nevertheless.</summary>
    public IReadOnlyList<FeatureError> Errors { get; }

    /// <summary>Where the ids of the features' messages come from; messages about their run go on counting with it.</summary>
    public IIdGenerator Ids { get; }

    /// <summary>
    /// Reads feature files. Each path is a folder (all *.feature below it), a file, or a file with lines:
    /// <c>device.feature:31:40</c> takes the scenarios that stand on these lines.
    /// </summary>
    /// <param name="paths">Folders, files, files with lines.</param>
    /// <param name="baseFolder">What ids are relative to; null for the current folder.</param>
    /// <param name="ids">Where the messages' ids come from; null counts from 0.</param>
    public static FeatureCatalogue Load(IEnumerable<string> paths, string? baseFolder = null, IIdGenerator? ids = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var root = Path.GetFullPath(baseFolder ?? Environment.CurrentDirectory);
        ids ??= new IncrementingIdGenerator();
        var reader = new FeatureReader(ids);
        var files = new OrderedDictionary<string, HashSet<int>?>(StringComparer.Ordinal);
        List<FeatureError> errors = [];
        foreach (var path in paths)
            Find(path, root, files, errors);

        List<FeatureFile> features = [];
        List<Scenario> scenarios = [];
        foreach (var (file, lines) in files)
        {
            if (reader.ReadFile(file, UriOf(file, root), errors) is not { } feature)
                continue;
            features.Add(feature);
            scenarios.AddRange(feature.Scenarios.Where(s => lines is null || lines.Any(s.Covers)));
            errors.AddRange((lines ?? []).Order().Where(l => !feature.Scenarios.Any(s => s.Covers(l)))
                .Select(l => new FeatureError(feature.Uri, l, 0, "no scenario stands on this line")));
        }
        return new FeatureCatalogue(features, scenarios, errors, ids);
    }

    /// <summary>Reads a feature from a text, as if it stood in a file of this name.</summary>
    /// <param name="uri">The name that ids begin with.</param>
    /// <param name="text">The feature.</param>
    /// <param name="ids">Where the messages' ids come from; null counts from 0.</param>
    public static FeatureCatalogue Parse(string uri, string text, IIdGenerator? ids = null)
    {
        List<FeatureError> errors = [];
        ids ??= new IncrementingIdGenerator();
        var feature = new FeatureReader(ids).ReadText(uri, uri, text, errors);
        return feature is null
            ? new FeatureCatalogue([], [], errors, ids)
            : new FeatureCatalogue([feature], [.. feature.Scenarios], errors, ids);
    }

    /// <summary>The scenarios that satisfy a tag expression and, if given, whose name contains a text.</summary>
    public IReadOnlyList<Scenario> Select(TagExpression tags, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return [.. Scenarios.Where(s => tags.Matches(s.Tags) && (name is null || s.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))];
    }

    private static void Find(string path, string root, OrderedDictionary<string, HashSet<int>?> files, List<FeatureError> errors)
    {
        var (name, lines) = SplitLines(path, root);
        var full = Path.GetFullPath(name, root);
        if (Directory.Exists(full) && lines is null)
        {
            var found = In(full, errors).Order(StringComparer.Ordinal).ToList();
            if (found.Count == 0)
                errors.Add(new FeatureError(path, 0, 0, "the folder holds no *.feature file"));
            foreach (var file in found)
                files[file] = null;
        }
        else if (!File.Exists(full))
        {
            errors.Add(new FeatureError(path, 0, 0, "no such file or folder"));
        }
        else if (lines is null || !files.TryGetValue(full, out var known))
        {
            files[full] = lines;
        }
        else
        {
            known?.UnionWith(lines);
        }
    }

    private static IEnumerable<string> In(string folder, List<FeatureError> errors)
    {
        // A link may lead back up: it is not followed.
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.feature", options)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new FeatureError(folder, 0, 0, $"cannot be read: {e.Message}"));
            return [];
        }
    }

    private static (string Name, HashSet<int>? Lines) SplitLines(string path, string root)
    {
        var name = path;
        HashSet<int> lines = [];
        while (!Path.Exists(Path.GetFullPath(name, root)))
        {
            var colon = name.LastIndexOf(':');
            if (colon <= 0 || !int.TryParse(name.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var line))
                return (path, null);
            lines.Add(line);
            name = name[..colon];
        }
        return (name, lines.Count == 0 ? null : lines);
    }

    private static string UriOf(string file, string root) =>
        Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
}
