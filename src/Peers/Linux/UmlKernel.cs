using Ballast.Peers.Programs;

namespace Ballast.Peers.Linux;

/// <summary>A User Mode Linux kernel and what a guest on it needs.</summary>
/// <param name="Path">The kernel, an ordinary program.</param>
/// <param name="Release">Its release, such as 6.1.176.</param>
/// <param name="ModulePath">Its <c>virtio_balloon.ko</c>, not compressed.</param>
/// <param name="BusyBoxPath">A statically linked BusyBox.</param>
/// <param name="MemoryFolder">A tmpfs mounted with exec, where the guest's RAM lies.</param>
public sealed record UmlKernel(
    string Path, string Release, string ModulePath, string BusyBoxPath, string MemoryFolder)
{
    private static readonly Version FirstThatTakesEmptyMessages = new(5, 12);

    /// <summary>Where the kernel runs; null for this machine itself. <see cref="Path"/> and <see cref="MemoryFolder"/> are
    /// seen from there, and a socket must lie in the place's shared folder.</summary>
    public IProgramPlace? Place { get; init; }

    /// <summary>Whether its vhost-user transport, virtio_uml, loses messages that have no payload: before Linux 5.12.</summary>
    public bool LosesEmptyMessages => Version.TryParse(Release.Split('-', '+')[0], out var version) && version < FirstThatTakesEmptyMessages;
}
