using System.ComponentModel;
using System.Diagnostics;
using Ballast.Peers.Programs;

namespace Ballast.Peers.Containers;

/// <summary>A small process that outlives us: it runs an engine's service while we need one, and should we end in whatever
/// way, it removes our container and our folders.</summary>
internal sealed class EngineWatchdog
{
    // $0 the container, $1 the socket of the service or nothing, $2 and $3 folders; then the engine's command.
    private const string Script =
        """
        socket=$1; shared=$2; ram=$3; shift 3
        service=
        [ -z "$socket" ] || { "$@" --log-level=info system service --time=0 "unix://$socket" & service=$!; }
        read -r line
        [ "$line" = gone ] || "$@" rm -f "$0" >&2
        [ -z "$service" ] || { kill "$service"; wait "$service"; }
        [ -n "$line" ] || rm -rf -- "$shared" "$ram"
        """;

    private const string Listening = "API service listening";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly TaskCompletionSource<string?> _service = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string? _last;

    private EngineWatchdog(Process process) => _process = process;

    /// <summary>Starts it, and the engine's service if a socket is named.</summary>
    /// <exception cref="IOException">The service does not come up.</exception>
    public static async Task<EngineWatchdog> StartAsync(
        ContainerEngine engine, string container, string? socket, string shared, string ram, CancellationToken cancellation)
    {
        var command = engine.Command();
        var start = ToolRun.InItsOwnSession(command);
        start.ArgumentList.Clear();
        foreach (var word in (string[])["sh", "-c", Script, container, socket ?? "", shared, ram, command.FileName, .. command.ArgumentList])
            start.ArgumentList.Add(word);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        EngineWatchdog watchdog;
        try
        {
            watchdog = new(Process.Start(start) ?? throw new Win32Exception("setsid did not start"));
        }
        catch (Win32Exception e)
        {
            throw new IOException($"the engine cannot be started: {e.Message}", e);
        }

        watchdog._process.ErrorDataReceived += (_, e) => watchdog.See(e.Data);
        watchdog._process.OutputDataReceived += (_, _) => { };
        watchdog._process.BeginErrorReadLine();
        watchdog._process.BeginOutputReadLine();
        if (socket is null)
            return watchdog;
        try
        {
            if (await watchdog._service.Task.WaitAsync(Patience, cancellation).ConfigureAwait(false) is { } fault)
                throw new IOException($"the engine's service ended: {fault}");
            return watchdog;
        }
        catch (TimeoutException e)
        {
            await watchdog.EndAsync(isContainerGone: true).ConfigureAwait(false);
            throw new IOException($"the engine's service does not listen after {Patience.TotalSeconds} s", e);
        }
        catch
        {
            await watchdog.EndAsync(isContainerGone: true).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the service, and removes the container unless it is gone. The folders are then ours to remove.</summary>
    public async Task EndAsync(bool isContainerGone)
    {
        try
        {
            _process.StandardInput.Write(isContainerGone ? "gone\n" : "remove\n");
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It was killed; then there is nobody to tell.
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private void See(string? line)
    {
        if (line is null)
            _service.TrySetResult(_last ?? "it says nothing");
        else if (line.Contains(Listening, StringComparison.Ordinal))
            _service.TrySetResult(null);
        else
            _last = line;
        // A service that failed leaves the script waiting for us.
        if (line?.StartsWith("Error:", StringComparison.Ordinal) == true)
            _service.TrySetResult(line);
    }
}
