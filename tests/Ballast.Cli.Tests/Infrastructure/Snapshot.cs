using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Ballast.Cli.Tests.Infrastructure;

/// <summary>Compares text with NAME.verified.txt beside the test; on a difference NAME.received.txt is written there.</summary>
internal static partial class Snapshot
{
    public static void Verify(string text, string name, [CallerFilePath] string testFile = "")
    {
        string folder = Path.GetDirectoryName(testFile)!;
        string verified = Path.Combine(folder, $"{name}.verified.txt");
        string received = Path.Combine(folder, $"{name}.received.txt");
        // In this process the program has the name of the test host.
        text = DefaultJobs().Replace(text.Replace("  testhost ", "  ballast "), "$1[default: processors]");
        if (File.Exists(verified) && File.ReadAllText(verified) == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        Assert.That(text, Is.EqualTo(File.Exists(verified) ? File.ReadAllText(verified) : ""), $"look at {received}; if it is right, move it to {verified}");
    }

    [GeneratedRegex(@"(--jobs <N>.*)\[default: \d+\]")]
    private static partial Regex DefaultJobs();
}
