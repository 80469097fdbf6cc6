namespace Ballast.Virtio.Balloon;

/// <summary>Tags of memory statistics (virtio 1.4, 5.5.6.4); from 10 on Linux 6.12's own.</summary>
public enum StatisticTag : ushort
{
    /// <summary>Bytes swapped in.</summary>
    SwapIn = 0,

    /// <summary>Bytes swapped out.</summary>
    SwapOut = 1,

    /// <summary>Major page faults.</summary>
    MajorFaults = 2,

    /// <summary>Minor page faults.</summary>
    MinorFaults = 3,

    /// <summary>Bytes that are used for nothing.</summary>
    MemoryFree = 4,

    /// <summary>Bytes of memory in all.</summary>
    MemoryTotal = 5,

    /// <summary>Bytes that new applications could have without swapping.</summary>
    Available = 6,

    /// <summary>Bytes that can be reclaimed quickly.</summary>
    Caches = 7,

    /// <summary>Successful allocations of huge pages.</summary>
    HugePageAllocations = 8,

    /// <summary>Failed allocations of huge pages.</summary>
    HugePageFailures = 9,
}
