using System.Globalization;

namespace Ballast.Virtio.Balloon;

/// <summary>A value of free_page_hint_cmd_id, or of a command buffer on the free page queue (virtio 1.4, 5.5.6.5).</summary>
/// <param name="Value">The number as it goes over the wire.</param>
public readonly record struct CommandId(uint Value)
{
    /// <summary>VIRTIO_BALLOON_CMD_ID_STOP: earlier ids are void, offer no more pages.</summary>
    public static CommandId Stop => new(0);

    /// <summary>VIRTIO_BALLOON_CMD_ID_DONE: earlier ids are void, hinted pages may be released.</summary>
    public static CommandId Done => new(1);

    /// <summary>The lowest id that names a round.</summary>
    public static CommandId First => new(2);

    /// <summary>Whether the id names a round of hints.</summary>
    public bool IsRound => Value >= 2;

    /// <summary>STOP, DONE or the number: decimal when small, else hexadecimal.</summary>
    public override string ToString() => Value switch
    {
        0 => "STOP",
        1 => "DONE",
        < 0x10000 => Value.ToString(CultureInfo.InvariantCulture),
        _ => $"0x{Value:x}",
    };
}
