using Ballast.Virtio.Balloon;

namespace Ballast.Migration;

/// <summary>What a source is told about a migration.</summary>
public sealed record MigrationOptions
{
    /// <summary>How free pages are kept out.</summary>
    public MigrationFilter Filter { get; init; }

    /// <summary>Where to ask with <see cref="MigrationFilter.Bitmap"/>; null is a machine without a balloon.</summary>
    public IFreePageBitmapSource? BitmapSource { get; init; }

    /// <summary>Where to ask with <see cref="MigrationFilter.Hint"/>; null is a machine without a balloon.</summary>
    public IFreePageHintSource? HintSource { get; init; }

    /// <summary>Bytes a second, or null for no limit. The limit holds in the last round too: it stands for the link.</summary>
    public double? BandwidthLimit { get; init; }

    /// <summary>How long the guest may stand still, as far as that can be told beforehand.</summary>
    public TimeSpan DowntimeLimit { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long to wait for a bitmap (bitmap.wait.1).</summary>
    public TimeSpan FreePageWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Rounds while the guest runs. After that many it is stopped, whatever the downtime will be.</summary>
    public int MaxRounds { get; init; } = 30;

    /// <summary>Number of the first attempt on this machine; each further run of the source counts on.</summary>
    public int FirstAttempt { get; init; } = 1;

    /// <summary>Whether the trace says which pages each round sent.</summary>
    public bool KeepPages { get; init; }

    /// <summary>How long the destination may keep silent when it has something to say, or take nothing.</summary>
    public TimeSpan PeerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a cancelled migration may take to tell the destination, before the connection is cut.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The clock of statistics and pacing.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told how far the migration is, about ten times a second.</summary>
    public IProgress<MigrationProgress>? Progress { get; init; }
}
