namespace Ballast.Peers.Linux;

/// <summary>How a Linux guest is started.</summary>
public sealed record UmlGuestOptions
{
    /// <summary>RAM in MiB, 64 to 65536. Some of it the kernel keeps for itself.</summary>
    public int MemoryMiB { get; init; } = 256;

    /// <summary>The Unix socket of the vhost-user balloon, on which somebody listens already; null for no device.</summary>
    public string? VhostUserSocket { get; init; }

    /// <summary>Further words of the kernel's command line, such as <c>init_on_free=1</c>.</summary>
    public IReadOnlyList<string> KernelArguments { get; init; } = [];

    /// <summary>Whether <c>virtio_balloon.ko</c> is loaded before the guest counts as started.</summary>
    public bool LoadBalloon { get; init; } = true;

    /// <summary>Parameters of <c>virtio_balloon.ko</c>, each <c>name=value</c>.</summary>
    public IReadOnlyList<string> ModuleParameters { get; init; } = [];

    /// <summary>How long starting, and each command, may take.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most output of one command that is kept, in bytes.</summary>
    public int LongestOutput { get; init; } = 16 << 20;

    /// <summary>The clock of all deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where guest images are kept; null for the user's cache folder.</summary>
    public string? CacheFolder { get; init; }
}
