namespace Ballast.Virtio.Memory;

/// <summary>Who wrote to RAM.</summary>
public enum DirtyClient
{
    /// <summary>The guest's processors.</summary>
    Guest,

    /// <summary>A device, by direct memory access.</summary>
    Device,

    /// <summary>The host on its own account.</summary>
    Host,
}
