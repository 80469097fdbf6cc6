using Ballast.Virtio.Balloon;

namespace Ballast.Host.Balloon;

/// <summary>What can happen to a round of hints.</summary>
public abstract record HintInput
{
    private HintInput()
    {
    }

    /// <summary>The host begins a round under this id.</summary>
    public sealed record HostAsks(CommandId Id) : HintInput;

    /// <summary>The driver sent this command id.</summary>
    public sealed record CommandReceived(CommandId Id) : HintInput;

    /// <summary>The host has no use for hints now.</summary>
    public sealed record HostStops : HintInput;

    /// <summary>The host does not need the hinted pages any more.</summary>
    public sealed record HostIsDone : HintInput;

    /// <summary>The driver is gone.</summary>
    public sealed record DriverLeaves : HintInput;
}
