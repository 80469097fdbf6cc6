using System.Buffers.Binary;
using Ballast.Conformance.QemuStreams;
using Ballast.Conformance.Suite;
using Ballast.Conformance.Verdicts;
using Ballast.Peers.Qemu;
using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;

namespace Ballast.Features;

/// <summary>A hinted migration of QEMU, kept by the suite and judged once more from what was kept; whole, and damaged.</summary>
public sealed class QemuStreamTests
{
    private const string Scenario = "features/migration/hinted.feature:10";
    private const ulong Page = 0x1800;
    private const int RecordHeader = sizeof(ulong);
    private const ulong ContinueFlag = 0x20;

    private DirectoryInfo _folder = null!;
    private Trace _trace = null!;
    private byte[] _stream = null!;

    [OneTimeSetUp]
    public async Task MigrateAsync()
    {
        var peer = new QemuPeer().Probe();
        RequiredPeer.Check(peer.IsAvailable, peer.Reason, peer.Remedy);
        _folder = Directory.CreateTempSubdirectory("ballast-streams-");
        var options = new SuiteOptions
        {
            Files = SuiteFiles.Find(TestContext.CurrentContext.TestDirectory),
            Device = SideSpec.Parse("qemu"),
            Transport = "pci",
            Ring = "split",
            Streams = _folder.FullName,
        };
        var scenario = SuiteSelection.Load(options).Scenarios.Single(s => s.Id == Scenario);
        ScenarioReport? report = null;
        await new SuiteRunner(options).RunAsync([scenario], r => report = r, cancellation: TestContext.CurrentContext.CancellationToken);
        Assert.That(report!.Result.Verdict, Is.EqualTo(Verdict.Pass), () => FailureText.Of(report));
        _trace = report.Trace!;
        _stream = await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, KeptFiles.Stream(scenario)));
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder?.Delete(recursive: true);

    [Test]
    public void WholeStream_HoldsEveryPage()
    {
        var judged = Judge(_stream);

        Assert.That(judged.Wrong, Is.EqualTo(PageSet.Empty));
        Assert.That(judged.ComparedPages, Is.GreaterThan(15_000));
        Assert.That(judged.SavedPages, Is.EqualTo(judged.HintedPages).And.GreaterThan(500));
    }

    [Test]
    public void StreamWithoutOneRecord_LosesThatPage()
    {
        int at = (int)RecordOf(Page);
        Assert.That(BinaryPrimitives.ReadUInt64BigEndian(_stream.AsSpan(at)) & ContinueFlag, Is.Not.Zero, "a record that names its block is longer");
        byte[] cut = [.. _stream[..at], .. _stream[(at + RecordHeader + PageRun.PageSize)..]];

        AssertNamed(Judge(cut), "is lost");
    }

    [Test]
    public void StreamWithAnotherByte_HoldsSomethingElse()
    {
        byte[] changed = [.. _stream];
        changed[RecordOf(Page) + RecordHeader + 1234] ^= 1;

        AssertNamed(Judge(changed), "must hold");
    }

    private static void AssertNamed(StreamJudgement judged, string what)
    {
        var wrong = judged.WrongPages.Single();
        Assert.That(wrong.Address, Is.EqualTo(Page << PageRun.PageShift));
        Assert.That(wrong.What, Does.Contain(what));
        Assert.That(wrong.History, Has.Some.Property(nameof(PageMoment.What)).StartsWith("written by the host"));
    }

    private StreamJudgement Judge(byte[] stream) => StreamJudge.Run(_trace, QemuStreamImage.Read(new MemoryStream(stream)));

    private long RecordOf(ulong page)
    {
        var image = QemuStreamImage.Read(new MemoryStream(_stream));
        return image.Find(image.Find("pc.ram")!, page)!.Records[^1].Position;
    }
}
