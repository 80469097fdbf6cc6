using System.ComponentModel;
using System.Diagnostics;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Programs;

/// <summary>Runs a tool to its end, line by line, in a session of its own: a Ctrl-C reaches it through us only, and then
/// ends all that it started.</summary>
internal static class ToolRun
{
    private const int LastLines = 20;
    private const int LongestLine = 400;

    public static async Task<ToolResult> RunAsync(ProcessStartInfo tool, Action<string>? line = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var last = new Queue<string>();
        var output = new List<string>();
        using var process = new Process { StartInfo = InItsOwnSession(tool) };
        process.StartInfo.RedirectStandardInput = true;
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardError = true;
        process.OutputDataReceived += (_, e) => See(e.Data, isOutput: true);
        process.ErrorDataReceived += (_, e) => See(e.Data, isOutput: false);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{tool.FileName} cannot be started: {e.Message}", e);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            new GuestProcesses(process.Id, TimeProvider.System).Kill();
            throw;
        }

        lock (last)
            return new ToolResult(process.ExitCode, [.. output], [.. last]);

        void See(string? text, bool isOutput)
        {
            if (text is null)
                return;
            lock (last)
            {
                if (isOutput)
                    output.Add(text);
                last.Enqueue(text.Length > LongestLine ? text[..LongestLine] : text);
                if (last.Count > LastLines)
                    last.Dequeue();
            }

            line?.Invoke(text);
        }
    }

    /// <summary>The same command, started as the leader of a session of its own.</summary>
    public static ProcessStartInfo InItsOwnSession(ProcessStartInfo tool)
    {
        var start = new ProcessStartInfo("setsid", [tool.FileName, .. tool.ArgumentList]) { WorkingDirectory = tool.WorkingDirectory };
        start.Environment.Clear();
        foreach (var (name, value) in tool.Environment)
            start.Environment[name] = value;
        return start;
    }
}
