namespace Ballast.Conformance.Golden;

/// <summary>The golden traces of a folder: NAME.golden verified, NAME.received.golden waiting to be accepted.</summary>
/// <param name="folder">The folder; it may be missing, and is then empty.</param>
public sealed class GoldenCatalogue(string folder)
{
    private const string Extension = ".golden";
    private const string ReceivedExtension = ".received.golden";

    /// <summary>Names of the verified golden traces, in order.</summary>
    public IReadOnlyList<string> Names => [.. Files(f => !f.EndsWith(ReceivedExtension, StringComparison.Ordinal)).Select(f => f[..^Extension.Length])];

    /// <summary>Names of those that wait to be accepted.</summary>
    public IReadOnlyList<string> Waiting => [.. Files(f => f.EndsWith(ReceivedExtension, StringComparison.Ordinal)).Select(f => f[..^ReceivedExtension.Length])];

    /// <summary>Reads a golden trace; null when there is none of this name.</summary>
    /// <exception cref="GoldenSyntaxException">It is malformed, or its name is not that of its file.</exception>
    public GoldenTrace? Find(string name)
    {
        if (!IsName(name) || !File.Exists(PathOf(name, Extension))) return null;
        var golden = GoldenTrace.Parse(PathOf(name, Extension), File.ReadAllText(PathOf(name, Extension)));
        return golden.Name == name ? golden : throw new GoldenSyntaxException(PathOf(name, Extension), 1, $"the golden trace calls itself {golden.Name}");
    }

    /// <summary>Keeps a draft beside the verified trace.</summary>
    /// <exception cref="ArgumentException">The name cannot be that of a file.</exception>
    public void Receive(string name, string text)
    {
        if (!IsName(name)) throw new ArgumentException($"'{name}' is no name for a golden trace", nameof(name));
        Directory.CreateDirectory(folder);
        File.WriteAllText(PathOf(name, ReceivedExtension), text);
    }

    /// <summary>Makes what was received the verified trace.</summary>
    /// <returns>False when nothing was received under this name.</returns>
    /// <exception cref="GoldenSyntaxException">What was received is malformed.</exception>
    public bool Accept(string name)
    {
        if (!IsName(name) || !File.Exists(PathOf(name, ReceivedExtension))) return false;
        GoldenTrace.Parse(PathOf(name, ReceivedExtension), File.ReadAllText(PathOf(name, ReceivedExtension)));
        File.Move(PathOf(name, ReceivedExtension), PathOf(name, Extension), overwrite: true);
        return true;
    }

    /// <summary>The text of what was received under a name; null when nothing was.</summary>
    public string? Received(string name) => IsName(name) && File.Exists(PathOf(name, ReceivedExtension)) ? File.ReadAllText(PathOf(name, ReceivedExtension)) : null;

    /// <summary>What differs between the verified trace and the received one, line by line; null when either is missing.</summary>
    public string? Difference(string name) => IsName(name) && File.Exists(PathOf(name, Extension)) && File.Exists(PathOf(name, ReceivedExtension))
        ? GoldenDifference.Between(File.ReadAllText(PathOf(name, Extension)), File.ReadAllText(PathOf(name, ReceivedExtension)))
        : null;

    /// <summary>Golden traces that no scenario uses.</summary>
    public IReadOnlyList<string> Unused(IEnumerable<string> used) => [.. Names.Except(used)];

    private IEnumerable<string> Files(Func<string, bool> which) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*" + Extension).Select(f => Path.GetFileName(f)!).Where(which).Order(StringComparer.Ordinal)
        : [];

    private string PathOf(string name, string extension) => Path.Combine(folder, name + extension);

    private static bool IsName(string name) => name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
