using System.Text;
using Ballast.Conformance.Scenarios;

namespace Ballast.Cli.Commands;

/// <summary>A run as one HTML page: the official formatter's template, script and style sheet around the Cucumber Messages.</summary>
internal sealed class HtmlPage
{
    private const string Package = "@cucumber/html-formatter";

    private readonly string _folder;
    private readonly StringBuilder _messages = new();

    private HtmlPage(string folder, FeatureCatalogue catalogue)
    {
        _folder = folder;
        Observer = new MessageWriter(new StringWriter(_messages), catalogue) { JudgeName = MessageFile.JudgeName };
    }

    public IScenarioObserver Observer { get; }

    /// <summary>Looks for the formatter where Node.js would: node_modules of this folder and of those above it, then NODE_PATH.</summary>
    /// <exception cref="WrongUseException">It is not there.</exception>
    public static HtmlPage Create(FeatureCatalogue catalogue)
    {
        var places = new List<string>();
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent) places.Add(Path.Combine(folder.FullName, "node_modules"));
        places.AddRange((Environment.GetEnvironmentVariable("NODE_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        string found = places.Select(p => Path.Combine(p, Package, "dist")).FirstOrDefault(p => File.Exists(Path.Combine(p, "src", "index.mustache")))
            ?? throw new WrongUseException($"--html needs the formatter, which is not part of this program: npm install {Package}");
        return new(found, catalogue);
    }

    /// <summary>Writes the page. It holds everything that it needs.</summary>
    public void Write(Stream stream)
    {
        string page = File.ReadAllText(Path.Combine(_folder, "src", "index.mustache"));
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        int at = 0;
        foreach (var (name, content) in Parts())
        {
            string place = $"{{{{{name}}}}}";
            int next = page.IndexOf(place, at, StringComparison.Ordinal);
            if (next < 0) throw new WrongUseException($"--html: the template of {Package} has no {place}: another version of it is needed");
            writer.Write(page.AsSpan(at, next - at));
            writer.Write(content);
            at = next + place.Length;
        }
        writer.Write(page.AsSpan(at));
    }

    // In the template's order; what it has for a user's own style and script stays empty.
    private IEnumerable<(string Name, string Content)> Parts()
    {
        yield return ("title", "Ballast");
        yield return ("icon", File.ReadAllText(Path.Combine(_folder, "src", "icon.url")));
        yield return ("css", File.ReadAllText(Path.Combine(_folder, "main.css")));
        yield return ("custom_css", "");
        // A message may hold what would end the script that carries it.
        yield return ("messages", string.Join(',', _messages.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)).Replace("<", @"\x3C", StringComparison.Ordinal));
        yield return ("script", File.ReadAllText(Path.Combine(_folder, "main.js")));
        yield return ("custom_script", "");
    }
}
