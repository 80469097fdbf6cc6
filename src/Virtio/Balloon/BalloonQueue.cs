namespace Ballast.Virtio.Balloon;

/// <summary>The queues of a balloon, by their role (virtio 1.4, 5.5.2). Their indices depend on the numbering.</summary>
public enum BalloonQueue
{
    /// <summary>inflateq: page frame numbers that go into the balloon.</summary>
    Inflate,

    /// <summary>deflateq: page frame numbers that the guest wants back.</summary>
    Deflate,

    /// <summary>statsq: memory statistics.</summary>
    Statistics,

    /// <summary>free_page_vq: hints; in the bitmap dialect the queue "free_pages".</summary>
    FreePage,

    /// <summary>reporting_vq: reported free pages.</summary>
    Reporting,
}
