using Ballast.Conformance.Scenarios;

namespace Ballast.Cli.Commands;

/// <summary>A file of Cucumber Messages that is written while a run goes on.</summary>
internal sealed class MessageFile : IDisposable
{
    private readonly TextWriter _writer;

    public MessageFile(TextWriter writer, FeatureCatalogue catalogue)
    {
        _writer = writer;
        Observer = new MessageWriter(writer, catalogue);
    }

    public IScenarioObserver Observer { get; }

    public void Dispose() => _writer.Dispose();
}
