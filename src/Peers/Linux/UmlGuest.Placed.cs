using Ballast.Peers.Programs;

namespace Ballast.Peers.Linux;

public sealed partial class UmlGuest
{
    private static async Task<UmlGuest> LaunchedInAsync(
        IProgramPlace place, UmlKernel kernel, UmlGuestOptions options, CancellationToken cancellation)
    {
        if (options.VhostUserSocket is { } socket && !Path.GetFullPath(socket).StartsWith(place.SharedFolder + "/", StringComparison.Ordinal))
            throw new ArgumentException($"{socket} cannot be seen where the kernel runs, only what is in {place.SharedFolder}", nameof(options));

        var image = GuestImage.Ensure(kernel, place.SharedFolder);
        var folder = Path.Combine(place.SharedFolder, $"ballast-uml-{Path.GetRandomFileName()}");
        if (OperatingSystem.IsLinux())
            Directory.CreateDirectory(folder, OnlyOwner);
        var nonce = NewToken();
        var environment = new Dictionary<string, string> { ["TMPDIR"] = place.MemoryFolder, ["HOME"] = folder };
        GuestWatchdog? watchdog = null;
        try
        {
            watchdog = GuestWatchdog.Start(folder);
            var program = await place.StartAsync(kernel.Path, Arguments(options, image, folder, nonce), folder, environment, cancellation).ConfigureAwait(false);
            watchdog.Watch(program.ProcessId);
            return new UmlGuest(program.Process, program.ProcessId, watchdog, folder, nonce, options);
        }
        catch (Exception e)
        {
            watchdog?.Dispose();
            Directory.Delete(folder, recursive: true);
            if (e is IOException or System.ComponentModel.Win32Exception)
                throw new GuestException(GuestFailure.NotStarted, $"the guest cannot be started: {e.Message}", [], e);
            throw;
        }
    }
}
