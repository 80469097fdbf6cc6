using Ballast.Migration.Links;
using Ballast.Migration.Tests.Doubles;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;
using CsCheck;

namespace Ballast.Migration.Tests;

[TestFixture]
internal sealed class StreamTests
{
    private Pair _pair = null!;
    private byte[] _stream = [];

    [OneTimeSetUp]
    public void RecordAStream()
    {
        _pair = new Pair(("ram", 70), ("above", 3));
        _pair.Here.Fill(5, new(3, 1));
        _pair.Here.Fill(5, new(69, 2));
        _pair.Recorder.Recorded += e =>
        {
            if (e is RoundEnded { Round: 1 }) _pair.Here.Write(1, 8);
        };
        var (source, destination) = InProcessLink.Create();
        var tapped = new TappedStream(source);
        _pair.Migrate(new MigrationSource(_pair.Here, _pair.Guest, _pair.Options, _pair.Recorder), (tapped, destination));
        _stream = tapped.Written.ToArray();
    }

    [OneTimeTearDown]
    public void DisposePair() => _pair.Dispose();

    [Test]
    public void Recording_MakesTheSameRam()
    {
        var outcome = Receive(_stream);

        Assert.That(outcome.Reason, Is.Null);
        Assert.That(_pair.Here.Differences(_pair.There), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void EveryByteFlipped_IsRefusedWithAReason()
    {
        for (int i = 0; i < _stream.Length; i++)
        {
            byte[] damaged = [.. _stream];
            damaged[i] ^= (byte)(1 << i % 8);
            var outcome = Receive(damaged);
            Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Failed), $"byte {i}");
            Assert.That(outcome.Reason, Does.Not.Contain("\n").And.Not.Empty);
        }
    }

    [Test]
    public void TruncatedAtEveryLength_IsRefusedWithThePosition()
    {
        for (int length = 0; length < _stream.Length; length++)
        {
            var outcome = Receive(_stream[..length]);
            Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Failed), $"length {length}");
            Assert.That(outcome.Reason, Does.Contain("position"));
        }
    }

    [Test]
    public void AnyBytes_NeitherCrashNorHangNorAreAccepted() =>
        Gen.Select(Gen.Int[0, _stream.Length - 1], Gen.Byte.Array[1, 64]).Sample(
            (at, bytes) =>
            {
                byte[] damaged = [.. _stream];
                bytes.AsSpan(0, Math.Min(bytes.Length, damaged.Length - at)).CopyTo(damaged.AsSpan(at));
                return damaged.AsSpan().SequenceEqual(_stream) || Receive(damaged).Status == MigrationStatus.Failed;
            },
            iter: 1000, threads: 1, seed: "0000KOIXbPY3");

    [Test]
    public void OtherVersion_IsRefusedByBothNumbers()
    {
        byte[] other = [.. _stream];
        other[8] = 2;

        Assert.That(Receive(other).Reason, Is.EqualTo("the stream has version 2, and this side speaks version 1"));
    }

    [Test]
    public void OtherMagic_IsNoStream() =>
        Assert.That(Receive("QEVM and whatever may follow"u8.ToArray()).Reason, Does.StartWith("not a Ballast migration stream"));

    [Test]
    public void RecordMovedBehindAnother_IsFound()
    {
        int last = _stream.Length - 24;
        byte[] moved = [.. _stream[..(last - 24)], .. _stream[last..], .. _stream[(last - 24)..last]];

        Assert.That(Receive(moved).Status, Is.EqualTo(MigrationStatus.Failed));
    }

    [Test]
    public void BlockOfAnotherLength_IsRefusedBeforeAnythingIsWritten()
    {
        using var other = new PlainRam(("ram", 71), ("above", 3));
        other.Fill(1, new(0, 74));
        byte before = other.Page(3)[0];

        var outcome = new MigrationDestination(other).Run(new Replay(_stream));

        Assert.That(outcome.Reason, Is.EqualTo("RAM block \"ram\" has 286720 bytes at the source and 290816 at the destination"));
        Assert.That(other.Page(3)[0], Is.EqualTo(before));
    }

    private DestinationOutcome Receive(byte[] stream) => new MigrationDestination(_pair.There).Run(new Replay(stream));
}
