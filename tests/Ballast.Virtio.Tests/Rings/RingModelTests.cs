using Ballast.Virtio.Rings;
using CsCheck;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

/// <summary>Random work on both halves of every kind of ring, held against a plain queue.</summary>
internal sealed class RingModelTests
{
    private const int Tables = 2;
    private const int TableEntries = 3;

    [Test]
    public void BothHalves_AgreeWithAPlainQueue() =>
        Gen.Select(HostileRingTests.Options, Gen.UShort[1, 9], Gen.Int[0, 999].Array[0, 200]).Sample(
            (options, size, moves) =>
            {
                using var bench = new RingBench(options, RingLayout.LargestSize(size, options)).WithTables(Tables, TableEntries);
                var run = new Run(bench, new(options, bench.Addresses.Size, Tables, TableEntries));
                return moves.All(run.Do);
            }, iter: 5_000, threads: 1);

    private sealed class Run(RingBench bench, PlainQueue model)
    {
        private readonly Dictionary<PlainQueue.Item, DescriptorChain> _chains = [];

        public bool Do(int move)
        {
            bool agree = (move % 10) switch
            {
                0 or 1 => Add(move / 10),
                2 or 3 => Pop(),
                4 => Use(move / 10),
                5 or 6 => Take(),
                7 => bench.Driver.ShouldNotifyDevice() == model.Driver.MustTell(),
                8 => bench.Device.ShouldNotifyDriver() == model.Device.MustTell(),
                _ => Arrange(move / 10),
            };
            return agree && bench.Driver.FreeDescriptors == model.Free && bench.Driver.Outstanding == model.Outstanding;
        }

        private bool Add(int seed)
        {
            int count = seed % 4 + 1;
            Buffer[] buffers = [.. Enumerable.Range(0, count).Select(i => new Buffer((ulong)seed, (uint)i + 1, i >= seed % 3))];
            bool indirect = seed % 5 < 2;
            var item = model.Add(buffers, indirect);
            return bench.Driver.TryAdd(buffers, item, out _, indirect) == item is not null;
        }

        private bool Pop()
        {
            bool popped = bench.Device.TryPop(out var chain, out var violation);
            var item = model.Pop();
            if (violation is not null || popped != item is not null) return false;
            if (item is null) return true;
            _chains[item] = chain!;
            return chain!.Buffers.SequenceEqual(item.Buffers) && chain.IsIndirect == item.InTable;
        }

        private bool Use(int seed)
        {
            if (model.Held.Count == 0) return true;
            var item = model.Held[seed % model.Held.Count];
            uint length = seed % 2 == 0 ? (uint)item.Writable : (uint)Math.Min(item.Writable, (ulong)seed % 3);
            model.Use(item, length);
            return bench.Device.Use(_chains[item], length) is null;
        }

        private bool Take()
        {
            bool took = bench.Driver.TryTakeUsed(out var used, out var violation);
            var item = model.Take();
            if (violation is not null || took != item is not null) return false;
            return item is null || (ReferenceEquals(used.Token, item) && used.Length == item.Length);
        }

        private bool Arrange(int seed)
        {
            switch (seed % 4)
            {
                case 0 when model.IsHolding:
                    model.Publish();
                    bench.Driver.Publish();
                    break;
                case 0:
                    model.HoldBack();
                    bench.Driver.HoldBack();
                    break;
                case 1:
                    bench.Device.AskForNotifications(model.Driver.Wants(seed / 4 % 4, seed % (bench.Addresses.Size + 1)));
                    break;
                case 2:
                    bench.Driver.AskForNotifications(model.Device.Wants(seed / 4 % 4, seed % (bench.Addresses.Size + 1)));
                    break;
                default:
                    return bench.Device.Check(bench.Driver.NextNotification(0)) is null;
            }
            return true;
        }
    }
}
