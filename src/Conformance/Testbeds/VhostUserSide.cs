using Ballast.Peers.Linux;
using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.Memory;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Testbeds;

/// <summary>The device of a scenario, given to a third party over a socket in a folder of its own.</summary>
public sealed class VhostUserSide : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly VhostUserBackEnd _backEnd;

    /// <summary>Listens.</summary>
    /// <param name="device">The device.</param>
    /// <param name="loop">Its loop.</param>
    /// <param name="parent">Where the folder is made: one that the third party can see; null for any.</param>
    /// <param name="options">How the third party must be treated; null for as the protocol has it.</param>
    public VhostUserSide(IVirtioDevice device, VhostUserLoop loop, string? parent = null, VhostUserOptions? options = null)
    {
        Loop = loop;
        _folder = parent is null
            ? Directory.CreateTempSubdirectory("ballast-")
            : Directory.CreateDirectory(Path.Combine(parent, $"ballast-{Path.GetRandomFileName()}"));
        _backEnd = new(Path.Combine(_folder.FullName, "balloon.sock"), device, loop, options);
    }

    /// <summary>How a kernel must be treated.</summary>
    public static VhostUserOptions OptionsFor(UmlKernel? kernel) => new() { PadsConfigurationChanges = kernel?.LosesEmptyMessages == true };

    /// <summary>The device's loop.</summary>
    public VhostUserLoop Loop { get; }

    /// <summary>Where the third party connects.</summary>
    public string SocketPath => _backEnd.SocketPath;

    /// <summary>Name of the transport in traces.</summary>
    public const string Transport = "vhost-user";

    /// <summary>The memory that the third party shares now.</summary>
    public SharedMemory Shared => _backEnd.Memory;

    /// <summary>The same, as a device reaches it.</summary>
    public GuestMemory SharedMemory => _backEnd.Memory.GuestMemory;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _backEnd.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
