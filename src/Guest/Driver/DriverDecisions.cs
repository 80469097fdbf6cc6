using Ballast.Guest.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Wire;
using Buffer = Ballast.Virtio.Rings.Buffer;

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

    /// <summary>Whether other work of the guest's comes between a step and the next one.</summary>
    public virtual bool PausesAfter(InitialisationStep step) => false;

    /// <summary>Whether a reset counts as finished only when the status reads 0.</summary>
    // driver.reset.1
    public virtual bool AwaitsReset => true;

    /// <summary>The status to write for a bit more.</summary>
    // driver.status.1: bits are added, never taken away, but by a reset.
    public virtual DeviceStatus Add(DeviceStatus status, DeviceStatus bit) => status | bit;

    /// <summary>The features to accept.</summary>
    // driver.features.1: nothing that was not offered.
    public virtual FeatureSet Accept(FeatureSet offered, FeatureSet supported) => offered & supported;

    /// <summary>What is left of the features to accept, given what the guest does with its free pages.</summary>
    /// <param name="features">The features, as far as offer and driver go.</param>
    /// <param name="fillsFreePages">Whether the guest relies on free pages being filled.</param>
    // driver.balloon.features.2: no PAGE_POISON where nothing is filled.
    // driver.balloon.features.3: no PAGE_REPORTING without PAGE_POISON where free pages must keep what fills them.
    public virtual FeatureSet Settle(FeatureSet features, bool fillsFreePages)
    {
        if (!fillsFreePages) return features.Without(Feature.PagePoison);
        return features.Has(Feature.PagePoison) ? features : features.Without(Feature.PageReporting);
    }

    /// <summary>Whether initialisation goes on, given the status read after FEATURES_OK was written.</summary>
    // driver.init.6, driver.init.13
    public virtual bool FeaturesStand(DeviceStatus status) => (status & DeviceStatus.FeaturesOk) != 0;

    /// <summary>Whether chains of several buffers go into indirect tables.</summary>
    // driver.split.indirect.1, driver.packed.indirect.1
    public virtual bool UsesTables(RingOptions options) => options.Indirect;

    /// <summary>The driver's half of a ring.</summary>
    // driver.legacy.split.endianness.1: the options say the byte order.
    public virtual IDriverQueue MakeRing(GuestMemory memory, QueueAddresses addresses, RingOptions options) => Ring.ForDriver(memory, addresses, options);

    /// <summary>Where the parts of a queue lie in the memory that was taken for it.</summary>
    /// <param name="queue">The parts, laid out one behind the other.</param>
    // driver.split.1
    public virtual QueueAddresses Place(QueueAddresses queue) => queue;

    /// <summary>The buffers of a chain in their order.</summary>
    // driver.framing.1: readable ones first; driver.split.descriptor.1: of at most 2^32 bytes together; driver.framing.2: as few as will do.
    public virtual ReadOnlySpan<Buffer> Arrange(ReadOnlySpan<Buffer> chain) => chain;

    /// <summary>Which index each queue has.</summary>
    // bitmap.feature.3: by what was accepted, so that a queue without its feature has none.
    public virtual BalloonQueues Queues(BalloonDriverOptions options, FeatureSet offered, FeatureSet accepted) =>
        BalloonQueues.For(options.Dialect, options.Numbering, offered, accepted);

    /// <summary>Whether the driver can work with what is offered.</summary>
    /// <param name="offered">The features that the device offers.</param>
    /// <param name="required">Those without which this driver cannot work.</param>
    // driver.features.6: every other feature can be missed; driver.features.7
    public virtual bool Suffices(FeatureSet offered, FeatureSet required) => required.IsSubsetOf(offered);

    /// <summary>Whether a configuration space is large enough.</summary>
    /// <param name="size">Its bytes.</param>
    /// <param name="needed">Bytes up to the last field that the offered features make valid.</param>
    // driver.config.4 and .5: only what is too small will not do.
    public virtual bool FitsConfiguration(int size, int needed) => size >= needed;

    /// <summary>The status to write when an initialisation cannot go on; null to write nothing.</summary>
    // driver.init.12, driver.features.7
    public virtual DeviceStatus? GiveUp(DeviceStatus status) => status | DeviceStatus.Failed;

    /// <summary>Whether a device with this status is reset and started again.</summary>
    // driver.status.4: nothing that is under way is counted on any more.
    public virtual bool Resets(DeviceStatus status) => (status & DeviceStatus.DeviceNeedsReset) != 0;

    /// <summary>Whether the device is reset before the driver takes its buffers and queues away.</summary>
    // driver.cleanup.2
    public virtual bool ResetsOnUnbind => true;

    /// <summary>Whether the driver looks until the reset of a queue has taken place before it goes on with the queue.</summary>
    // driver.queue-reset.1
    public virtual bool AwaitsQueueReset => true;

    /// <summary>Whether a queue that was reset is told its size and addresses before it is enabled again.</summary>
    // driver.queue-reset.re-enable.1
    public virtual bool ConfiguresAfterReset => true;

    /// <summary>Whether the device may be asked to suspend.</summary>
    // driver.suspend.1
    public virtual bool MaySuspend(DeviceStatus status, FeatureSet accepted) =>
        (status & DeviceStatus.DriverOk) != 0 && accepted.Has(Feature.Suspend);

    /// <summary>Whether the driver looks until the device shows itself as suspended before it counts on that.</summary>
    // driver.suspend.2
    public virtual bool AwaitsSuspension => true;

    /// <summary>Whether the driver leaves queues and configuration alone from the moment that it asks the device to suspend.</summary>
    // driver.suspend.3 to .5
    public virtual bool RestsWhileSuspended => true;

    /// <summary>Whether the driver looks until the device works again before it uses it.</summary>
    // driver.suspend.6
    public virtual bool AwaitsResumption => true;

    /// <summary>The address under which the device is told of memory at a guest-physical address.</summary>
    // driver.reserved-bits.5: the same; where ACCESS_PLATFORM is offered there is no IOMMU either.
    public virtual ulong DeviceAddress(ulong physical) => physical;

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

    /// <summary>Whether the configuration is read between two reads of its generation.</summary>
    // driver.config.2
    public virtual bool ReadsGeneration => true;

    /// <summary>Whether poison_val is written while the driver sets itself up.</summary>
    // driver.config.3, driver.balloon.poison.2
    public virtual bool WritesPoisonValue(FeatureSet accepted) => accepted.Has(Feature.PagePoison);

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

    /// <summary>Whether a guest that has run out of memory takes pages whose inflate buffer the device has not used.</summary>
    // driver.balloon.inflate-deflate.9
    public virtual bool MayTakeBackInflating => false;

    // 5.5.6: frame numbers of 32 bits
    /// <summary>What is written into an inflate or deflate buffer.</summary>
    /// <param name="order">Byte order of the numbers.</param>
    /// <param name="frames">Guest frame numbers, of 4 KiB each.</param>
    public virtual byte[] FrameArray(ByteOrder order, IReadOnlyList<uint> frames) =>
        BalloonMessages.PageFrames(order, [.. frames.Select(frame => new PageRun(frame, 1))]);

    /// <summary>Whether pages that are taken back are named on deflateq.</summary>
    // driver.balloon.inflate-deflate.6
    public virtual bool AnnouncesDeflate => true;

    /// <summary>Whether the driver goes on after an interrupt that it finds no cause for.</summary>
    // driver.split.interrupt-suppression.5
    public virtual bool SurvivesEmptyInterrupt => true;

    /// <summary>What to write to actual; null to leave it alone.</summary>
    // driver.balloon.inflate-deflate.11
    public virtual uint? Actual(uint held) => held;

    /// <summary>The statistics to offer, of those that there are.</summary>
    // driver.balloon.stats.8: the same tags in every buffer.
    public virtual IReadOnlyList<StatisticEntry> Choose(IReadOnlyList<StatisticEntry> statistics, int sample) => statistics;

    /// <summary>Bytes of a statistics buffer, given those of its entries.</summary>
    // driver.balloon.stats.5
    public virtual int StatisticsBytes(int entries) => entries;

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

    /// <summary>The blocks to report, of those that are free: the largest first.</summary>
    // driver.balloon.reporting.5
    public virtual IEnumerable<PageBlock> Reportable(IEnumerable<PageBlock> free) => free;

    /// <summary>Whether a block is filled with poison_val before it is reported.</summary>
    // driver.balloon.reporting.2
    public virtual bool FillsReported(FeatureSet accepted) => accepted.Has(Feature.PagePoison);

    /// <summary>Whether reported blocks may be used before the device has used the buffer that names them.</summary>
    // driver.balloon.reporting.3
    public virtual bool MayUseBeforeReportUsed => false;

    /// <summary>Whether reported blocks are written to when they come back, though nobody needs them.</summary>
    // driver.balloon.reporting.6
    public virtual bool TouchesReported => false;

    /// <summary>The geometry of an answer of the bitmap dialect.</summary>
    public virtual BitmapGeometry Geometry(PhysicalMap map, ulong lowMemory) => BitmapGeometry.Of(map, lowMemory);

    /// <summary>Whether a used length covers a request of the bitmap dialect.</summary>
    // driver.split.used.1, bitmap.request.1
    public virtual bool IsWholeRequest(uint usedLength) => usedLength == FreePageRequestWire.Size;

    /// <summary>Whether a request can be answered: what is wrong with it otherwise.</summary>
    public virtual Violation? Refuse(PhysicalMap map, ulong lowMemory) => BitmapGeometry.Refuse(map, lowMemory);

    /// <summary>The frames to report as free, of those that are.</summary>
    // bitmap.answer.6
    public virtual IEnumerable<PageBlock> Report(IEnumerable<PageBlock> free) => free;

    /// <summary>What stands before the bitmap of an answer.</summary>
    // bitmap.answer.1
    public virtual FreePageAnswerHeader AnswerHeader(ulong freePages, ulong bitmapBytes) => new(freePages, bitmapBytes);

    /// <summary>Whether the bitmap of an answer may lie in several blocks of memory.</summary>
    // bitmap.answer.1: whole or not, it is one chain; a guest without a block of its size could not answer.
    public virtual bool SplitsBitmap => true;

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
