using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tests.Balloon;

internal sealed class BalloonQueuesTests
{
    private const int S = Feature.StatsVq, H = Feature.FreePageHint, R = Feature.PageReporting;

    [TestCase(new int[0], "ID", "ID")]
    [TestCase(new[] { S }, "IDS", "IDS")]
    [TestCase(new[] { H }, "ID-H", "IDH")]
    [TestCase(new[] { R }, "ID--R", "IDR")]
    [TestCase(new[] { S, H }, "IDSH", "IDSH")]
    [TestCase(new[] { S, R }, "IDS-R", "IDSR")]
    [TestCase(new[] { H, R }, "ID-HR", "IDHR")]
    [TestCase(new[] { S, H, R }, "IDSHR", "IDSHR")]
    public void Indices_WithoutGaps_OrAsTheTextListsThem(int[] features, string fixedRoles, string packedRoles)
    {
        var set = FeatureSet.Of(features);

        Assert.That(Roles(Dialect.Hint, QueueNumbering.Fixed, set, set), Is.EqualTo(fixedRoles));
        Assert.That(Roles(Dialect.Hint, QueueNumbering.Offered, set, set), Is.EqualTo(packedRoles));
        Assert.That(Roles(Dialect.Hint, QueueNumbering.Negotiated, set, set), Is.EqualTo(packedRoles));
    }

    [TestCase(QueueNumbering.Fixed, 4)]
    [TestCase(QueueNumbering.Offered, 4)]
    [TestCase(QueueNumbering.Negotiated, 3)]
    public void Reporting_WhenHintingIsOfferedButNotAccepted_StandsWhereTheReadingSays(QueueNumbering numbering, int index) =>
        Assert.That(BalloonQueues.For(Dialect.Hint, numbering, FeatureSet.Of(S, H, R), FeatureSet.Of(S, R)).IndexOf(BalloonQueue.Reporting), Is.EqualTo(index));

    [Test]
    public void BitmapDialect_HasFourQueues_AlsoWithoutStatistics([Values] QueueNumbering numbering) =>
        Assert.That(Roles(Dialect.Bitmap, numbering, FeatureSet.Of(H), FeatureSet.Of(H)), Is.EqualTo("ID-H"));

    [TestCase(-1)]
    [TestCase(2)]
    [TestCase(int.MaxValue)]
    public void OtherIndices_AreNoQueue(int index) =>
        Assert.That(BalloonQueues.For(Dialect.Hint, QueueNumbering.Fixed, default, default).RoleOf(index), Is.Null);

    private static string Roles(Dialect dialect, QueueNumbering numbering, FeatureSet offered, FeatureSet accepted)
    {
        var queues = BalloonQueues.For(dialect, numbering, offered, accepted);
        return string.Concat(Enumerable.Range(0, queues.Count).Select(index => queues.RoleOf(index) switch
        {
            BalloonQueue.Inflate => 'I',
            BalloonQueue.Deflate => 'D',
            BalloonQueue.Statistics => 'S',
            BalloonQueue.FreePage => 'H',
            BalloonQueue.Reporting => 'R',
            _ => '-',
        }));
    }
}
