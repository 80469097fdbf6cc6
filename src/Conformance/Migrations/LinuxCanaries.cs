using Ballast.Peers.Linux;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Migrations;

/// <summary>Files of known content in a Linux guest, and where to look for them: any page of RAM may hold any of their pages.</summary>
internal sealed class LinuxCanaries(UmlGuest guest, int seed)
{
    private const int SeedsPerRun = 1000;
    private const int PagesWhileMigrated = 32;

    private readonly Lock _gate = new();
    private readonly List<CanaryPages> _written = [];
    private volatile bool _isHalted;
    private Task _writer = Task.CompletedTask;
    private int _next;

    /// <summary>The canaries that were written completely, and must be found.</summary>
    public IReadOnlyList<CanaryPages> Written
    {
        get
        {
            lock (_gate) return [.. _written];
        }
    }

    /// <summary>Writes one file.</summary>
    public async Task WriteAsync(int pages, CancellationToken cancellation)
    {
        int number = _next++;
        var canary = new CanaryPages((seed * SeedsPerRun + number % SeedsPerRun) % CanaryPages.LastSeed, pages);
        await guest.WriteCanaryAsync($"canary-{number}", canary, cancellation).ConfigureAwait(false);
        lock (_gate) _written.Add(canary);
    }

    /// <summary>Writes one small file after the other until <see cref="Halt"/>.</summary>
    public void BeginWriting(int files)
    {
        _isHalted = false;
        _writer = WriteFilesAsync(_writer, files);
    }

    /// <summary>Begins no other file.</summary>
    public void Halt() => _isHalted = true;

    /// <summary>Waits until nothing is written any more; the guest must run, or be gone.</summary>
    public async Task EndAsync()
    {
        Halt();
        await _writer;
    }

    /// <summary>Looks for every page of the canaries that were written completely.</summary>
    /// <returns>How many pages there are, how many of them are nowhere in RAM, and a word about the first.</returns>
    public static (ulong Pages, ulong Lost, string? Example) FindLost(IReadOnlyList<CanaryPages> canaries, IRam ram)
    {
        var found = canaries.Select(c => new bool[c.Count]).ToList();
        foreach (var block in ram.Blocks)
        {
            for (ulong page = 0; page < block.Length >> PageRun.PageShift; page++)
            {
                var bytes = PageComparison.Page(block, page);
                if (bytes[0] is < (byte)'1' or > (byte)'9') continue;
                for (int i = 0; i < canaries.Count; i++)
                {
                    if (canaries[i].IndexOf(bytes) is >= 0 and var index) found[i][index] = true;
                }
            }
        }
        ulong pages = (ulong)canaries.Sum(c => (long)c.Count);
        ulong lost = (ulong)found.Sum(f => (long)f.Count(here => !here));
        int first = found.FindIndex(f => f.Contains(false));
        return (pages, lost, first < 0 ? null : $"page {Array.IndexOf(found[first], false)} of canary file {first} is nowhere in the destination's RAM");
    }

    private async Task WriteFilesAsync(Task before, int files)
    {
        await before;
        try
        {
            for (int i = 0; i < files && !_isHalted; i++) await WriteAsync(PagesWhileMigrated, CancellationToken.None);
        }
        catch (Exception e) when (e is GuestException or InvalidOperationException)
        {
            // The guest was stopped or has ended: this file is none that must be found.
        }
    }
}
