namespace Ballast.Virtio.Rings;

/// <summary>When one side of a ring wants to be notified by the other (virtio 1.4, 2.7.7, 2.7.10 and 2.8.10).</summary>
public readonly record struct NotificationWish
{
    private NotificationWish(bool isNever, ushort? position)
    {
        IsNever = isNever;
        Position = position;
    }

    /// <summary>Of everything that the other side adds.</summary>
    public static NotificationWish Always => default;

    /// <summary>Of nothing. With event indices a split ring can only ask for a position that is far away.</summary>
    public static NotificationWish Never => new(isNever: true, null);

    /// <summary>Whether no notification is wanted.</summary>
    public bool IsNever { get; }

    /// <summary>The position whose entry is waited for; null when it is always or never.</summary>
    public ushort? Position { get; }

    /// <summary>As soon as the other side has written the entry at this position. Without EVENT_IDX it is the same as always.</summary>
    /// <param name="position">The ring index, or, packed, slot and wrap counter as <see cref="PackedPosition.Value"/> has them.</param>
    public static NotificationWish At(ushort position) => new(isNever: false, position);
}
