using System.Globalization;

namespace Ballast.Peers.Linux;

public sealed partial class UmlGuest
{
    /// <summary>Holds memory in use: a file of non-zero bytes on a tmpfs, which replaces an earlier one.</summary>
    /// <exception cref="GuestException">It does not fit, or the guest failed.</exception>
    public Task UseMemoryAsync(int mebibytes, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mebibytes);
        return RequireAsync(string.Create(CultureInfo.InvariantCulture, $"rm -f /memory/used; fill /memory/used {mebibytes}"), cancellation);
    }

    /// <summary>Counts bytes of what <see cref="UseMemoryAsync"/> holds that are not what was written.</summary>
    /// <exception cref="GuestException">Nothing is held, or the guest failed.</exception>
    public async Task<long> CountStrangeBytesAsync(CancellationToken cancellation = default) => long.Parse(
        await RequireAsync(@"/bin/tr -d '¥' </memory/used | wc -c", cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);

    /// <summary>Gives back what <see cref="UseMemoryAsync"/> holds; its bytes stay behind in free pages.</summary>
    public Task ReleaseMemoryAsync(CancellationToken cancellation = default) =>
        RequireAsync("rm -f /memory/used", cancellation);

    /// <summary>Fills a share of the available memory with non-zero bytes, ends, and leaves them behind in free
    /// pages.</summary>
    /// <param name="percent">The share of MemAvailable, 1 to 95.</param>
    /// <param name="cancellation">Gives up waiting; the hog runs on.</param>
    public Task HogAsync(int percent = 90, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 95);
        return RequireAsync(string.Create(CultureInfo.InvariantCulture, $"hog {percent}"), cancellation);
    }

    /// <summary>Writes a file whose every page has content that <see cref="CanaryPages"/> can tell.</summary>
    /// <param name="name">Letters, digits, '-' and '_', at most 32.</param>
    /// <param name="pages">The pages; no page of theirs has the content of any other seed's.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public Task WriteCanaryAsync(string name, CanaryPages pages, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pages);
        // By its path, because the shell's own seq writes line by line and takes half a minute.
        return RequireAsync(
            string.Create(CultureInfo.InvariantCulture, $"/bin/seq {pages.FirstLine} {pages.LastLine} >{CanaryPath(name)}"), cancellation);
    }

    /// <summary>Removes a canary; its content stays behind in free pages.</summary>
    public Task RemoveCanaryAsync(string name, CancellationToken cancellation = default) =>
        RequireAsync($"rm {CanaryPath(name)}", cancellation);

    /// <summary>Reads what memory the guest has, and its free blocks by order.</summary>
    public async Task<GuestFreeMemory> ReadFreeMemoryAsync(CancellationToken cancellation = default)
    {
        var text = await RequireAsync("cat /proc/meminfo /proc/buddyinfo", cancellation).ConfigureAwait(false);
        return GuestFreeMemory.TryParse(text, out var memory) ? memory : throw Unreadable("/proc/meminfo", text);
    }

    /// <summary>Reads the figures that a balloon driver reports as statistics, and the balloon's own counters.</summary>
    public async Task<GuestStatistics> ReadStatisticsAsync(CancellationToken cancellation = default)
    {
        var text = await RequireAsync("cat /proc/meminfo /proc/vmstat", cancellation).ConfigureAwait(false);
        return GuestStatistics.TryParse(text, out var statistics) ? statistics : throw Unreadable("/proc/vmstat", text);
    }

    private static string CanaryPath(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > 32 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"\"{name}\" is no name of a canary", nameof(name));
        return $"/canary/{name}";
    }

    private GuestException Unreadable(string file, string text) =>
        Failed(GuestFailure.CommandFailed, $"{file} of the guest cannot be read: {Gist(text)}");
}
