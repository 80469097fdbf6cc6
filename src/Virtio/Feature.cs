namespace Ballast.Virtio;

/// <summary>Bit numbers of the features that a balloon may have (virtio 1.4, 5.5.3 and chapter 6).</summary>
public static class Feature
{
    /// <summary>MUST_TELL_HOST: ballooned pages may be used only after the device has been told.</summary>
    public const int MustTellHost = 0;

    /// <summary>STATS_VQ: the statistics queue exists.</summary>
    public const int StatsVq = 1;

    /// <summary>DEFLATE_ON_OOM: the driver may take pages back when the guest runs out of memory.</summary>
    public const int DeflateOnOom = 2;

    /// <summary>FREE_PAGE_HINT: the free page queue and the command id exist. In the bitmap dialect the same bit is GET_FREE_PAGES.</summary>
    public const int FreePageHint = 3;

    /// <summary>GET_FREE_PAGES of the 2016 series: same bit as <see cref="FreePageHint"/>.</summary>
    public const int GetFreePages = 3;

    /// <summary>PAGE_POISON: poison_val is valid.</summary>
    public const int PagePoison = 4;

    /// <summary>PAGE_REPORTING: the reporting queue exists.</summary>
    public const int PageReporting = 5;

    /// <summary>NOTIFY_ON_EMPTY: legacy only; the driver is told when a queue has run dry, even if it does not want to be (6.3).</summary>
    public const int NotifyOnEmpty = 24;

    /// <summary>ANY_LAYOUT: legacy only; nothing depends on how a request is split into buffers (6.3).</summary>
    public const int AnyLayout = 27;

    /// <summary>INDIRECT_DESC: descriptors may point to tables of descriptors.</summary>
    public const int IndirectDesc = 28;

    /// <summary>EVENT_IDX: notifications are suppressed by index.</summary>
    public const int EventIdx = 29;

    /// <summary>Bit 30 has no name: it shows early drivers that negotiate nothing, and should not be negotiated (6.3).</summary>
    public const int Unused = 30;

    /// <summary>VERSION_1: the device follows virtio 1.</summary>
    public const int Version1 = 32;

    /// <summary>ACCESS_PLATFORM: addresses go through the platform's translation.</summary>
    public const int AccessPlatform = 33;

    /// <summary>RING_PACKED: packed virtqueues.</summary>
    public const int RingPacked = 34;

    /// <summary>IN_ORDER: buffers are used in the order in which they were made available.</summary>
    public const int InOrder = 35;

    /// <summary>ORDER_PLATFORM: memory ordering as the platform has it.</summary>
    public const int OrderPlatform = 36;

    /// <summary>SR_IOV: single root I/O virtualisation, of PCI alone.</summary>
    public const int SrIov = 37;

    /// <summary>NOTIFICATION_DATA: notifications carry ring positions.</summary>
    public const int NotificationData = 38;

    /// <summary>NOTIF_CONFIG_DATA: notifications carry what the device chose, on PCI alone.</summary>
    public const int NotifConfigData = 39;

    /// <summary>RING_RESET: single queues can be reset.</summary>
    public const int RingReset = 40;

    /// <summary>ADMIN_VQ: administration virtqueues.</summary>
    public const int AdminVq = 41;

    /// <summary>SUSPEND: the device can be suspended.</summary>
    public const int Suspend = 43;
}
