using Ballast.Conformance.Scenarios;

namespace Ballast.Cli.Commands;

/// <summary>A file of Cucumber Messages that is written while a run goes on.</summary>
internal sealed class MessageFile : IDisposable
{
    /// <summary>The hook in which each scenario's verdict stands.</summary>
    public const string JudgeName = "verdict";

    private readonly TextWriter _writer;

    public MessageFile(TextWriter writer, FeatureCatalogue catalogue)
    {
        _writer = writer;
        Observer = new MessageWriter(writer, catalogue) { JudgeName = JudgeName };
    }

    public IScenarioObserver Observer { get; }

    public void Dispose() => _writer.Dispose();
}
