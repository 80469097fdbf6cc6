using Ballast.Guest.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Guest.Driver;

/// <summary>
/// Every decision of the balloon driver that the protocol rules, each in one place and free of effects. A driver that
/// decides otherwise is made by overriding one of them.
/// </summary>
public partial class DriverDecisions
{
    /// <summary>The steps of an initialisation, in their order.</summary>
    // driver.init.1 to driver.init.8
    public virtual IReadOnlyList<InitialisationStep> Initialisation { get; } = Enum.GetValues<InitialisationStep>();

    /// <summary>The status to write for a bit more.</summary>
    // driver.status.1: bits are added, never taken away, but by a reset.
    public virtual DeviceStatus Add(DeviceStatus status, DeviceStatus bit) => status | bit;

    /// <summary>The features to accept.</summary>
    // driver.features.1: nothing that was not offered.
    public virtual FeatureSet Accept(FeatureSet offered, FeatureSet supported) => offered & supported;

    /// <summary>Whether initialisation goes on, given the status read after FEATURES_OK was written.</summary>
    // driver.init.6, driver.init.13
    public virtual bool FeaturesStand(DeviceStatus status) => (status & DeviceStatus.FeaturesOk) != 0;

    /// <summary>The driver's half of a ring.</summary>
    // driver.legacy.split.endianness.1: the options say the byte order.
    public virtual IDriverQueue MakeRing(GuestMemory memory, QueueAddresses addresses, RingOptions options) => Ring.ForDriver(memory, addresses, options);

    /// <summary>Whether a queue is set up; null stands for an index without a role.</summary>
    // bitmap.feature.2 and .3: with GET_FREE_PAGES the statistics queue is there also when STATS_VQ was not accepted.
    public virtual bool SetsUp(BalloonQueue? role, Dialect dialect, FeatureSet accepted)
    {
        bool hasFour = dialect == Dialect.Bitmap && accepted.Has(Feature.GetFreePages);
        return role switch
        {
            null => hasFour,
            BalloonQueue.Statistics => hasFour || accepted.Has(Feature.StatsVq),
            BalloonQueue.FreePage => accepted.Has(Feature.FreePageHint),
            BalloonQueue.Reporting => accepted.Has(Feature.PageReporting),
            _ => true,
        };
    }

    /// <summary>Whether two reads of the generation make what was read between them one consistent state.</summary>
    // driver.config.2
    public virtual bool IsConsistent(uint before, uint after) => before == after;

    /// <summary>How a balloon that holds some pages moves on to its target.</summary>
    /// <param name="target">num_pages.</param>
    /// <param name="held">Pages in the balloon.</param>
    /// <param name="batch">The most pages in one array.</param>
    /// <returns>How many pages to inflate, or, negative, to deflate.</returns>
    // driver.balloon.inflate-deflate.1 and .4: deflates only below what is held.
    public virtual int Move(uint target, uint held, int batch) =>
        (int)Math.Clamp((long)target - held, -batch, batch);

    /// <summary>Whether pages may be taken back though the target was not lowered.</summary>
    // driver.balloon.inflate-deflate.4 and .5
    public virtual bool MayDeflateOnOutOfMemory(FeatureSet accepted) => accepted.Has(Feature.DeflateOnOom);

    /// <summary>Whether the balloon is emptied through deflateq before the device is let go, though the host may still want its pages.</summary>
    // driver.balloon.inflate-deflate.4
    public virtual bool EmptiesBalloonOnUnbind(FeatureSet accepted) => accepted.Has(Feature.DeflateOnOom);

    /// <summary>Whether deflated pages may be used before the device has used the buffer that names them.</summary>
    // driver.balloon.inflate-deflate.7 and .8
    public virtual bool MayReuseBeforeUsed(FeatureSet accepted) => !accepted.Has(Feature.MustTellHost);

    /// <summary>Whether pages count as ballooned, and may be deflated, before the device has used the inflate buffer.</summary>
    // driver.balloon.inflate-deflate.10
    public virtual bool MayDeflateBeforeInflateUsed => false;

    /// <summary>Whether pages that are taken back are named on deflateq.</summary>
    // driver.balloon.inflate-deflate.6
    public virtual bool AnnouncesDeflate => true;

    /// <summary>What to write to actual; null to leave it alone.</summary>
    // driver.balloon.inflate-deflate.11
    public virtual uint? Actual(uint held) => held;

    /// <summary>The statistics to offer, of those that there are.</summary>
    // driver.balloon.stats.8: the same tags in every buffer.
    public virtual IReadOnlyList<StatisticEntry> Choose(IReadOnlyList<StatisticEntry> statistics, int sample) => statistics;

    /// <summary>How many statistics buffers to keep with the device.</summary>
    // driver.balloon.stats.1
    public virtual int StatisticsBuffers => 1;

    /// <summary>Whether a statistics buffer that came back is followed by another.</summary>
    // driver.balloon.stats.3
    public virtual bool RefillsStatistics => true;

    /// <summary>What to send at the beginning of a round.</summary>
    // driver.balloon.hinting.2 and .3: the id shown, once.
    public virtual IReadOnlyList<CommandId> Opening(CommandId shown) => [shown];

    /// <summary>Bytes of a command buffer, at most 4.</summary>
    // driver.balloon.hinting.1
    public virtual uint CommandBytes => BalloonMessages.CommandSize;

    /// <summary>What to send at the end of a round.</summary>
    // driver.balloon.hinting.6
    public virtual IReadOnlyList<CommandId> Ending(CommandId round) => [CommandId.Stop];

    /// <summary>What a change of the command id means for a round.</summary>
    public virtual HintRound Next(HintRound round, CommandId shown) => round.Shown(shown);

    /// <summary>Whether a round stops offering pages when this id is shown.</summary>
    // driver.balloon.hinting.5
    public virtual bool StopsOffering(CommandId round, CommandId shown) => shown != round;

    /// <summary>Whether hinted pages are released when this id is shown.</summary>
    // driver.balloon.hinting.10
    public virtual bool ReleasesHinted(CommandId shown) => shown == CommandId.Done;

    /// <summary>Whether a hinted page that is taken back before DONE is initialised.</summary>
    // driver.balloon.hinting.9
    public virtual bool InitialisesTakenBack => true;

    /// <summary>Whether a deflated page is filled with poison_val.</summary>
    // driver.balloon.poison.1
    public virtual bool FillsWithPoison(FeatureSet accepted) => accepted.Has(Feature.PagePoison);

    /// <summary>The geometry of an answer of the bitmap dialect.</summary>
    public virtual BitmapGeometry Geometry(PhysicalMap map, ulong lowMemory) => BitmapGeometry.Of(map, lowMemory);

    /// <summary>Whether a request can be answered: what is wrong with it otherwise.</summary>
    public virtual Violation? Refuse(PhysicalMap map, ulong lowMemory) => BitmapGeometry.Refuse(map, lowMemory);

    /// <summary>The frames to report as free, of those that are.</summary>
    // bitmap.answer.6
    public virtual IEnumerable<PageBlock> Report(IEnumerable<PageBlock> free) => free;

    /// <summary>Bytes of the buffer for the next request, at most a page.</summary>
    // bitmap.prime.1
    public virtual uint PrimedBytes => FreePageRequestWire.Size;

    /// <summary>Whether the buffer for the next request is made available again after an answer.</summary>
    // bitmap.prime.2
    public virtual bool PrimesAgain => true;

    /// <summary>Whether answer and buffer share one notification.</summary>
    // bitmap.prime.3
    public virtual bool NotifiesOnce => true;
}
