using Ballast.Virtio.Rings;
using Ballast.Virtio.Wire;
using CsCheck;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

/// <summary>Arbitrary memory in the place of the other half: no exception, no end of the work that does not come.</summary>
internal sealed class HostileRingTests
{
    private const int MostMoves = 200;

    internal static readonly Gen<RingOptions> Options = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool,
        (packed, indirect, events, order, big) => new RingOptions(packed, indirect, events, order, big && !packed ? ByteOrder.Big : ByteOrder.Little));

    private static readonly ushort[] LikelyFlags = [0, 1, 2, 4, 6, 0x80, 0x81, 0x82, 0x84, 0x8000, 0x8001, 0x8080];

    private static readonly Gen<ushort> Flags = Gen.OneOf(Gen.UShort, Gen.Int[0, LikelyFlags.Length - 1].Select(i => LikelyFlags[i]));

    private static readonly Gen<byte[]> Descriptor = Gen.Select(
        Gen.OneOf(Gen.ULong, Gen.ULong[0, 0x2000]), Gen.OneOf(Gen.UInt, Gen.UInt[0, 96]), Gen.OneOf(Gen.UShort, Gen.UShort[0, 6]), Flags, Gen.Bool,
        (address, length, number, flags, packed) =>
        {
            byte[] bytes = new byte[16];
            BitConverter.TryWriteBytes(bytes, address & ~15UL);
            BitConverter.TryWriteBytes(bytes.AsSpan(8), length & ~15u);
            BitConverter.TryWriteBytes(bytes.AsSpan(packed ? 12 : 14), number);
            BitConverter.TryWriteBytes(bytes.AsSpan(packed ? 14 : 12), flags);
            return bytes;
        });

    [Test]
    public void DeviceHalf_SurvivesAnyRing() =>
        Gen.Select(Options, Gen.UShort[1, 6], Descriptor.Array[20], Gen.OneOf(Gen.Byte, Gen.Byte[0, 6]).Array[64], Gen.UInt).Sample((options, size, descriptors, noise, data) =>
        {
            using var bench = new RingBench(options, RingLayout.LargestSize(size, options));
            Fill(bench, descriptors, noise);
            var device = Ring.ForDevice(bench.Memory, bench.Addresses, options);
            Violation? violation = null;
            var held = new List<DescriptorChain>();
            for (int i = 0; i < MostMoves && violation is null; i++)
            {
                if (!device.TryPop(out var chain, out violation)) break;
                held.Add(chain);
                if (i % 3 != 0) violation = UseLast(device, held);
                device.ShouldNotifyDriver();
                device.Check(NotificationData.Of(data));
            }
            while (held.Count > 0) UseLast(device, held);
            return true;
        }, iter: 10_000, threads: 1);

    [Test]
    public void DriverHalf_SurvivesAnyDevice() =>
        Gen.Select(Options, Gen.UShort[1, 6], Descriptor.Array[20], Gen.OneOf(Gen.Byte, Gen.Byte[0, 6]).Array[64], Gen.Int[0, 9].Array[0, 40]).Sample(
            (options, size, descriptors, noise, moves) =>
            {
                using var bench = new RingBench(options, RingLayout.LargestSize(size, options)).WithTables();
                foreach (int move in moves)
                {
                    if (move < 4) bench.Driver.TryAdd(new Buffer[move % 3 + 1], null, out _, indirect: move % 2 == 0);
                    else if (move < 6) Fill(bench, descriptors, noise);
                    else if (move < 9) bench.Driver.TryTakeUsed(out _, out _);
                    else bench.Driver.ShouldNotifyDevice();
                    if (bench.Driver.FreeDescriptors < 0 || bench.Driver.FreeDescriptors > bench.Addresses.Size || bench.Driver.Outstanding < 0) return false;
                }
                return true;
            }, iter: 10_000, threads: 1);

    private static void Fill(RingBench bench, byte[][] descriptors, byte[] noise)
    {
        for (int i = 0; i < descriptors.Length; i++)
        {
            ulong at = i < bench.Addresses.Size ? bench.Addresses.Descriptors + (ulong)i * 16 : RingBench.TableAddress + (ulong)i * 16;
            bench.Memory.TryWrite(at, descriptors[i]);
        }
        int half = noise.Length / 2;
        int driver = bench.Options.IsPacked ? 4 : (int)SplitLayout.AvailableBytes(bench.Addresses.Size);
        int device = bench.Options.IsPacked ? 4 : (int)SplitLayout.UsedBytes(bench.Addresses.Size);
        bench.Memory.TryWrite(bench.Addresses.Driver, noise.AsSpan(0, Math.Min(half, driver)));
        bench.Memory.TryWrite(bench.Addresses.Device, noise.AsSpan(half, Math.Min(half, device)));
    }

    private static Violation? UseLast(IDeviceQueue device, List<DescriptorChain> held)
    {
        var chain = held[^1];
        held.RemoveAt(held.Count - 1);
        return device.Use(chain, 0);
    }
}
