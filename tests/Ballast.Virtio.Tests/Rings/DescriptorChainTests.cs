using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tests.Memory;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

internal sealed class DescriptorChainTests
{
    private const ulong Base = 0x10000;

    private static readonly byte[] Numbers = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    private GuardedMemory _bytes = null!;
    private GuestMemory _memory = null!;

    [SetUp]
    public void SetUp()
    {
        _bytes = new(65536);
        _memory = new([_bytes.At(Base)]);
    }

    [TearDown]
    public void TearDown() => _bytes.Dispose();

    [Test]
    public void Bytes_SplitAtEveryTwoPlaces_AreReadFromEveryPosition()
    {
        Numbers.CopyTo(_bytes.Bytes);
        for (uint first = 0; first <= 16; first++)
        {
            for (uint second = first; second <= 16; second++)
            {
                var chain = Chain(writable: false, first, second);
                for (int position = 0; position <= 17; position++)
                {
                    byte[] read = new byte[5];
                    int count = chain.Read(_memory, (ulong)position, read);
                    Assert.That(read[..count], Is.EqualTo(Numbers.Skip(position).Take(5)), $"split at {first} and {second}, from {position}");
                }
                var reader = new ChainReader(chain, _memory);
                byte[] start = new byte[7], rest = new byte[20];
                Assert.That((reader.Read(start), reader.Read(rest), reader.IsBroken), Is.EqualTo((7, 9, false)));
                Assert.That(start.Concat(rest.Take(9)), Is.EqualTo(Numbers));
            }
        }
    }

    [Test]
    public void Bytes_AreWrittenAcrossBuffers_AndReadBack()
    {
        for (uint split = 0; split <= 16; split++)
        {
            _bytes.Bytes.Clear();
            var chain = Chain(writable: true, split, 16);
            byte[] back = new byte[16];

            Assert.That(chain.Write(_memory, Numbers), Is.EqualTo(16));
            Assert.That(chain.ReadWritten(_memory, back), Is.EqualTo(16));
            Assert.That(back, Is.EqualTo(Numbers));
        }
    }

    [Test]
    public void WritableBuffers_AreNotRead_AndReadableOnesNotWritten()
    {
        var chain = new DescriptorChain(0, [new(Base, 4, false), new(Base + 4, 4, true)]);

        Assert.That((chain.Read(_memory, 0, new byte[8]), chain.Write(_memory, new byte[8])), Is.EqualTo((4, 4)));
    }

    [TestCase(0ul)]
    [TestCase(Base + 65536 - 3)]
    [TestCase(ulong.MaxValue)]
    public void BufferOutsideMemory_EndsWhatIsReadOrWritten(ulong address)
    {
        var chain = new DescriptorChain(0, [new(Base, 2, false), new(address, 4, false), new(Base, 2, true), new(address, 4, true)]);
        var reader = new ChainReader(chain, _memory);

        Assert.That((chain.Read(_memory, 0, new byte[6]), chain.Write(_memory, new byte[6]), reader.Read(new byte[6])), Is.EqualTo((2, 2, 2)));
        Assert.That(reader.IsBroken);
    }

    private static DescriptorChain Chain(bool writable, uint first, uint second) => new(0,
    [
        new Buffer(Base, first, writable), new Buffer(Base + first, second - first, writable), new Buffer(Base + second, 16 - second, writable),
    ]);
}
