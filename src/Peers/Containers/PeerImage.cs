namespace Ballast.Peers.Containers;

/// <summary>The image of one peer of one release.</summary>
/// <param name="Release">The release.</param>
/// <param name="Kind">The peer.</param>
public sealed record PeerImage(PeerRelease Release, PeerKind Kind)
{
    /// <summary>How images are called in the engine's store, before the colon.</summary>
    public const string Repository = "ballast-peer";

    private const string VersionOfLinux = "linux.uml --version";
    private const string VersionOfQemu = "qemu-system-x86_64 --version | sed -n 's/.*version \\([0-9.]*\\).*/\\1/p'";

    /// <summary>Its name on the command line.</summary>
    public string Name => $"{(Kind == PeerKind.Linux ? "linux" : "qemu")}:{Release.Codename}";

    /// <summary>What follows the colon in the engine's store; also the name of its folder in the cache.</summary>
    public string Tag => $"{Release.Codename}-{(Kind == PeerKind.Linux ? "linux" : "qemu")}";

    /// <summary>Its name in the engine's store.</summary>
    public string Reference => $"{Repository}:{Tag}";

    /// <summary>The packages that make the peer.</summary>
    public IReadOnlyList<string> Packages => Kind == PeerKind.Linux ? ["user-mode-linux", "busybox-static"] : ["qemu-system-x86"];

    /// <summary>About how much is fetched for it, and how much room it takes, in MiB.</summary>
    public (int Fetched, int Room) Size => Kind == PeerKind.Linux ? (90, 420) : (150, 550);

    /// <summary>The image as a Containerfile, for where a registry can be reached.</summary>
    public string Containerfile =>
        $"""
        FROM docker.io/library/debian:{Release.Codename}-slim
        RUN apt-get update \
         && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends {string.Join(' ', Packages)} \
         && rm -rf /var/lib/apt/lists/*

        """;

    /// <summary>The shell script that copies what is needed outside of the container to /out.</summary>
    internal string Extraction => Kind == PeerKind.Linux
        ? $"""
          set -e
          version=$({VersionOfLinux})
          cp "/usr/lib/uml/modules/$version/kernel/drivers/virtio/virtio_balloon.ko" /out/virtio_balloon.ko
          cp "$(command -v busybox)" /out/busybox
          chmod 644 /out/*
          echo "$version" >/out/version
          """
        : $"""
          set -e
          version=$({VersionOfQemu})
          [ -n "$version" ]
          echo "$version" >/out/version
          """;
}
