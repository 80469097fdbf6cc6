using Ballast.Peers.Linux;

namespace Ballast.Peers.Containers;

/// <summary>A peer of a release that is ready to run.</summary>
/// <param name="Image">Its image.</param>
/// <param name="Version">Its version, such as 6.12.113.</param>
/// <param name="Folder">What was copied out of the image.</param>
/// <param name="Engine">The engine that has the image.</param>
public sealed record PreparedPeer(PeerImage Image, string Version, string Folder, ContainerEngine Engine)
{
    /// <summary>The peer as a kernel that runs in a container.</summary>
    /// <exception cref="InvalidOperationException">It is no Linux.</exception>
    public UmlKernel KernelIn(PeerContainer container)
    {
        ArgumentNullException.ThrowIfNull(container);
        return Image.Kind == PeerKind.Linux
            ? new UmlKernel("linux.uml", Version, Path.Combine(Folder, "virtio_balloon.ko"), Path.Combine(Folder, "busybox"), container.MemoryFolder) { Place = container }
            : throw new InvalidOperationException($"{Image.Name} is no kernel");
    }
}
