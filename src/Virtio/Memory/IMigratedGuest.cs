namespace Ballast.Virtio.Memory;

/// <summary>The guest whose RAM is migrated, as far as a migration steers it.</summary>
public interface IMigratedGuest
{
    /// <summary>Whether the guest is running.</summary>
    bool IsRunning { get; }

    /// <summary>Stops the guest and its devices: when this returns, nobody writes to RAM.</summary>
    void Stop();

    /// <summary>Lets the guest run on.</summary>
    void Resume();
}
