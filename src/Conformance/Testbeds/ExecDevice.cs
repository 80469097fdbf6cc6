using System.Globalization;
using Ballast.Conformance.Scenarios;
using Ballast.Peers.Adapters;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A command that the user named as the device under test, started for one scenario: a vhost-user back end that listens on
/// a socket in a folder of its own, and may take orders by the adapter contract.
/// </summary>
public sealed class ExecDevice : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ballast-");
    private readonly AdapterProcess _process;

    /// <summary>Starts the command. Its socket may be there only later.</summary>
    /// <param name="command">The command, with {socket} and perhaps {scenario} in it.</param>
    /// <param name="scenario">Id of the scenario.</param>
    /// <param name="patience">How long it may take for an answer.</param>
    /// <exception cref="IOException">It could not be started.</exception>
    public ExecDevice(string command, string scenario, TimeSpan patience)
    {
        SocketPath = Path.Combine(_folder.FullName, "device.sock");
        try
        {
            _process = AdapterProcess.Start(command, SocketPath, scenario, patience);
        }
        catch
        {
            _folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Where it listens.</summary>
    public string SocketPath { get; }

    /// <summary>Cancelled when the command has ended, for whoever waits for its socket.</summary>
    public CancellationToken Ended => _process.Ended;

    /// <summary>The last lines of its standard error, for the report.</summary>
    public IReadOnlyList<string> ErrorLines => _process.ErrorLines;

    /// <summary>How the command ended by itself, with what it said last; null while it runs.</summary>
    public Task<string?> EndingAsync() => _process.EndingAsync();

    /// <summary>Wants this many pages of 4 KiB in the balloon.</summary>
    /// <exception cref="StepUnsupportedException">The command does not do it; the message says why. So do the other orders.</exception>
    public Task SetTargetAsync(uint pages, CancellationToken cancellation) =>
        OrderAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"do":"set-target","pages":{{pages}}}"""), cancellation);

    /// <summary>Asks the driver for statistics.</summary>
    public Task RequestStatisticsAsync(CancellationToken cancellation) => OrderAsync("""{"do":"request-stats"}""", cancellation);

    /// <summary>Asks the driver for a round of free page hints.</summary>
    public Task StartHintingAsync(CancellationToken cancellation) => OrderAsync("""{"do":"start-hinting"}""", cancellation);

    /// <summary>Shows STOP.</summary>
    public Task StopHintingAsync(CancellationToken cancellation) => OrderAsync("""{"do":"stop-hinting"}""", cancellation);

    /// <summary>Shows DONE.</summary>
    public Task FinishHintingAsync(CancellationToken cancellation) => OrderAsync("""{"do":"finish-hinting"}""", cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task OrderAsync(string order, CancellationToken cancellation)
    {
        if (await _process.OrderAsync(order, cancellation) is { } why) throw new StepUnsupportedException(why);
    }
}
