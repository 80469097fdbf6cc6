using Ballast.Cli.Checking;
using Ballast.Cli.Commands;

namespace Ballast.Cli.Serving;

/// <summary>Serves until the front end leaves or the user has enough, then judges the trace as `ballast check` does.</summary>
internal static class ServeRun
{
    public static ExitCode Run(Terminal terminal, ServeOptions options, string? json, bool verbose, CancellationToken cancellation)
    {
        string tracePath = options.TracePath ?? Path.GetTempFileName();
        try
        {
            var log = new ServeLog(terminal, TimeProvider.System);
            using (var served = new ServedBalloon(options, tracePath, log))
            {
                log.Write($"listening on {options.SocketPath}, offering {options.Features}");
                // The thread ends with the process: nothing can interrupt it while it reads.
                if (options.TakesOrders) new Thread(() => served.Orders.Serve(terminal.Input, terminal.Results)) { Name = "orders", IsBackground = true }.Start();
                Serve(terminal, served, options, log, cancellation);
                if (served.TraceFailure is { } failure) terminal.Fail($"{tracePath}: {failure.Message}; the trace ends early");
                if (served.Failure is { } fault)
                {
                    terminal.Fail($"internal error: {fault.GetType().Name}: {fault.Message}");
                    return ExitCode.SuiteError;
                }
            }
            var judged = JudgedTrace.Judge(options.TracePath ?? "this session", TraceFiles.Read(tracePath));
            new CheckView(terminal, verbose).Show(judged);
            CheckCommand.WriteJson(terminal, json, [judged]);
            return JudgedTrace.ExitCodeOf([judged]);
        }
        finally
        {
            if (options.TracePath is null) File.Delete(tracePath);
        }
    }

    private static void Serve(Terminal terminal, ServedBalloon served, ServeOptions options, ServeLog log, CancellationToken cancellation)
    {
        try
        {
            int front = 0;
            while (served.Serve(front++, cancellation))
            {
                if (!options.Keeps) return;
            }
            terminal.Fail($"{options.SocketPath}: no front end connected within {options.Patience.TotalSeconds:0.###} s");
        }
        catch (OperationCanceledException)
        {
            log.Write("interrupted");
        }
    }
}
