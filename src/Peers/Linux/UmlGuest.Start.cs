using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ballast.Peers.Linux;

public sealed partial class UmlGuest
{
    private const int LeastMemoryMiB = 64;
    private const int MostMemoryMiB = 65536;
    private const int BalloonDeviceId = 5;
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // A session of its own keeps a Ctrl-C meant for us away and lets all processes of the guest be found again.
    private const string Launch = "ulimit -c 0; exec setsid \"$0\" \"$@\"";

    /// <summary>Boots a guest and waits until it takes orders.</summary>
    /// <exception cref="GuestException">It cannot be started, or did not come up before the deadline.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="IOException">The guest image cannot be built.</exception>
    public static async Task<UmlGuest> StartAsync(
        UmlKernel kernel, UmlGuestOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        options ??= new UmlGuestOptions();
        Check(options);
        cancellation.ThrowIfCancellationRequested();

        var guest = kernel.Place is { } place
            ? await LaunchedInAsync(place, kernel, options, cancellation).ConfigureAwait(false)
            : Launched(kernel, options);
        try
        {
            await guest.WaitUntilReadyAsync(cancellation).ConfigureAwait(false);
            if (options.LoadBalloon)
                await guest.LoadBalloonAsync(cancellation).ConfigureAwait(false);
            return guest;
        }
        catch
        {
            await guest.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Loads <c>virtio_balloon.ko</c> with the parameters of the options.</summary>
    public Task LoadBalloonAsync(CancellationToken cancellation = default) => RequireAsync(
        $"insmod /lib/virtio_balloon.ko {string.Join(' ', _options.ModuleParameters.Select(ShellQuote.OneLine))}", cancellation);

    private static void Check(UmlGuestOptions options)
    {
        if (options.MemoryMiB is < LeastMemoryMiB or > MostMemoryMiB)
            throw new ArgumentException($"a Linux guest has {LeastMemoryMiB} to {MostMemoryMiB} MiB of RAM, not {options.MemoryMiB}", nameof(options));
        foreach (var word in options.KernelArguments.Append(options.VhostUserSocket ?? "socket"))
        {
            if (word.Length == 0 || word.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '"'))
                throw new ArgumentException($"\"{word}\" is not one word on a kernel's command line", nameof(options));
        }
    }

    private static UmlGuest Launched(UmlKernel kernel, UmlGuestOptions options)
    {
        if (!OperatingSystem.IsLinux())
            throw new GuestException(GuestFailure.NotStarted, "User Mode Linux runs on Linux only", []);

        var image = GuestImage.Ensure(kernel, options.CacheFolder);
        var free = new DriveInfo(kernel.MemoryFolder).AvailableFreeSpace >> 20;
        if (free < options.MemoryMiB)
            throw new GuestException(GuestFailure.NotStarted, $"a guest of {options.MemoryMiB} MiB does not fit into the {free} MiB free on {kernel.MemoryFolder}", []);

        var folder = Path.Combine(kernel.MemoryFolder, $"ballast-uml-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(folder, OnlyOwner);
        GuestWatchdog? watchdog = null;
        try
        {
            watchdog = GuestWatchdog.Start(folder);
            var nonce = NewToken();
            var process = Process.Start(CommandLine(kernel, options, image, folder, nonce))
                ?? throw new Win32Exception("sh did not start");
            watchdog.Watch(process.Id);
            return new UmlGuest(process, process.Id, watchdog, folder, nonce, options);
        }
        catch (Win32Exception e)
        {
            watchdog?.Dispose();
            Directory.Delete(folder, recursive: true);
            throw new GuestException(GuestFailure.NotStarted, $"the guest cannot be started: {e.Message}", [], e);
        }
    }

    private static ProcessStartInfo CommandLine(UmlKernel kernel, UmlGuestOptions options, string image, string folder, string nonce)
    {
        var start = new ProcessStartInfo("sh", ["-c", Launch, kernel.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in Arguments(options, image, folder, nonce))
            start.ArgumentList.Add(argument);

        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["TMPDIR"] = folder;
        start.Environment["HOME"] = folder;
        return start;
    }

    private static string[] Arguments(UmlGuestOptions options, string image, string folder, string nonce) =>
        [
            string.Create(CultureInfo.InvariantCulture, $"mem={options.MemoryMiB}M"),
            $"initrd={image}", "root=/dev/ram0",
            // The kernel's messages on standard error, orders and answers on standard input and output.
            "con=null", "con0=null,fd:2", "con1=fd:0,fd:1",
            $"uml_dir={folder}/", "umid=guest", $"ballast_nonce={nonce}",
            .. options.VhostUserSocket is { } socket ? [$"virtio_uml.device={socket}:{BalloonDeviceId}"] : Array.Empty<string>(),
            .. options.KernelArguments,
        ];

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_options.Deadline, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await _ready.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Failed(GuestFailure.Silent, $"the guest did not boot within {_options.Deadline.TotalSeconds:0.#} s", e);
        }
    }
}
