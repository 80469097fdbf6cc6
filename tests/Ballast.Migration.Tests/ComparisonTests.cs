using System.Text;
using Ballast.Migration.Comparison;

namespace Ballast.Migration.Tests;

[TestFixture]
internal sealed class ComparisonTests
{
    private static readonly MigrationComparison Series = new(
    [
        new("idle", 8 << 20, new(1894, 60, 398017, 90000, 2000000, 4), new(421, 50.5, 353242, 85000, 4000, 3, 2007152), true),
        new("hog", 8 << 20, new(7436, 60, 8146291, 2030000, 60000, 4), new(552, 50, 361375, 88000, 4000, 3, 2005152), true),
    ]);

    [Test]
    public void Tables_ShowOriginalBesidePv() => Assert.That(Series.ToText().Split("\n\n")[0], Is.EqualTo("""
        idle, 8192 MiB of RAM
        ----------------------------------------------------------
                                 |       original |             pv
        ----------------------------------------------------------
        total time (ms)          |           1894 |            421
        ----------------------------------------------------------
        downtime (ms)            |             60 |             51
        ----------------------------------------------------------
        transferred ram (KB)     |         398017 |         353242
        ----------------------------------------------------------
        pages                    |          90000 |          85000
        ----------------------------------------------------------
        zero pages               |        2000000 |           4000
        ----------------------------------------------------------
        skipped pages            |              0 |        2007152
        ----------------------------------------------------------
        rounds                   |              4 |              3
        ----------------------------------------------------------
        total time falls 4.5 times, transferred ram by 11.2 %; content verified
        """));

    [Test]
    public void Json_HasTheShapeOfTheSchema()
    {
        using var bytes = new MemoryStream();

        new MigrationComparison([Series.Cases[0]]).WriteJson(bytes);

        Assert.That(Encoding.UTF8.GetString(bytes.ToArray()), Is.EqualTo(
            """{"cases":[{"name":"idle","ramKiB":8388608,"original":{"totalMs":1894,"downtimeMs":60,"transferredKiB":398017,"pages":90000,"zeroPages":2000000,"rounds":4},"pv":{"totalMs":421,"downtimeMs":50.5,"transferredKiB":353242,"pages":85000,"zeroPages":4000,"rounds":3,"skippedPages":2007152},"contentVerified":true}]}"""));
    }
}
