using Ballast.Peers.Qemu.Streams;
using CsCheck;

namespace Ballast.Peers.Tests.Qemu.Streams;

internal sealed class HostileStreamTests
{
    private const int Streams = 6000;

    private static readonly ulong[] Flags = [8, 2, 0x10, 4, 0x20, 0x28, 0x22, 0x40, 0x200, 0x18];

    [Test]
    public void FlippedBytes_AreReadOrRefused() => Gen.Select(Gen.Int[0, StreamBuilder.Small().Length - 1], Gen.Byte).Array[1, 4].Sample(flips =>
    {
        byte[] stream = StreamBuilder.Small();
        foreach (var (at, value) in flips) stream[at] = value;
        AssertReadOrRefused(stream);
    }, iter: Streams);

    [Test]
    public void FlippedBytesOutsidePages_AreReadOrRefused()
    {
        byte[] small = StreamBuilder.Small();
        int[] control = [.. Enumerable.Range(0, small.Length).Where(i => i < 16 || small[i] is not (0xaa or 0xbb or 0xcc or 0xf4))];
        Gen.Select(Gen.Int[0, control.Length - 1].Select(i => control[i]), Gen.Byte).Array[1, 3].Sample(flips =>
        {
            byte[] stream = [.. small];
            foreach (var (at, value) in flips) stream[at] = value;
            AssertReadOrRefused(stream);
        }, iter: Streams);
    }

    [Test]
    public void RecordsByChance_AreReadOrRefused()
    {
        var record = Gen.Select(Gen.Int[0, Flags.Length - 1].Select(i => Flags[i]), Gen.ULong[0, 5], Gen.Bool, Gen.Int[0, 5000]);
        record.Array[0, 12].Sample(records =>
        {
            var builder = new StreamBuilder().Header().Start(("a", 0x4000), ("b", 0x1000)).U8(2).U32(2);
            foreach (var (flags, page, named, length) in records)
            {
                builder.U64((page << 12) | flags);
                if (named) builder.Name("a");
                builder.Raw(new byte[flags is 8 or 0x28 ? length > 100 ? 4096 : length : flags is 2 or 0x22 ? 1 : 0]);
            }
            AssertReadOrRefused(builder.U64(0x10).Footer(2).End().Eof().ToArray());
        }, iter: Streams);
    }

    [Test]
    public void Garbage_IsRefused() => Gen.Byte.Array[0, 200].Sample(bytes => AssertReadOrRefused([.. new StreamBuilder().Header().ToArray(), .. bytes]), iter: Streams);

    private static void AssertReadOrRefused(byte[] stream)
    {
        try
        {
            QemuStreamImage.Read(new MemoryStream(stream));
        }
        catch (QemuStreamException fault)
        {
            if (fault.Position > stream.Length || fault.Message.Contains('\n')) throw new InvalidOperationException(fault.Message, fault);
        }
    }
}
