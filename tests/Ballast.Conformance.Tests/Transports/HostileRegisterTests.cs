using System.Buffers.Binary;
using Ballast.Guest.Transports;
using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Pci;
using CsCheck;

namespace Ballast.Conformance.Tests.Transports;

/// <summary>Whatever is done to registers by either side, the other one stands.</summary>
internal sealed class HostileRegisterTests
{
    private static readonly int[] Widths = [1, 2, 4, 8];

    private static readonly Gen<(bool Writes, uint Offset, int Width, ulong Value)> Access =
        Gen.Select(Gen.Bool, Gen.OneOf(Gen.UInt[0, 0x80], Gen.UInt[0, 0x400], Gen.UInt[0, 0x1_0000]), Gen.Int[0, Widths.Length - 1].Select(i => Widths[i]),
            Gen.OneOf(Gen.ULong, Gen.ULong[0, 0xff]));

    [Test]
    public void Pci_AnyAccess_IsSurvived() => Access.Array[1, 60].Sample(accesses =>
    {
        using var pair = new BusPair().OnPci();
        var transport = pair.OpenPci();
        transport.Connect(pair);
        foreach (var (writes, offset, width, value) in accesses) Touch(pair.Bus, PciResources.Pc.MemoryBase + offset, writes, width, value);
        pair.Loop.RunFor(TimeSpan.FromMilliseconds(1));
    }, iter: 400);

    [Test]
    public void PciConfigurationSpace_AnyAccess_IsSurvived() => Access.Array[1, 60].Sample(accesses =>
    {
        using var pair = new BusPair().OnPci();
        foreach (var (writes, offset, width, value) in accesses)
        {
            pair.Bus.WritePort(PciFunctionAddress.AddressPort, 4, BusPair.Place.Select((int)(offset & 0xff)));
            int bytes = Math.Min(width, 4);
            ushort port = (ushort)(PciFunctionAddress.DataPort + (offset & 3));
            if (writes) pair.Bus.WritePort(port, bytes, (uint)value);
            else pair.Bus.ReadPort(port, bytes);
        }
        pair.Loop.RunFor(TimeSpan.FromMilliseconds(1));
    }, iter: 400);

    [Test]
    public void Mmio_AnyAccess_IsSurvived() => Access.Array[1, 60].Sample(accesses =>
    {
        using var pair = new BusPair().OnMmio();
        foreach (var (writes, offset, width, value) in accesses) Touch(pair.Bus, new VirtioMmioOptions().Address + (offset & 0x1ff), writes, width, value);
        pair.Loop.RunFor(TimeSpan.FromMilliseconds(1));
    }, iter: 400);

    [Test]
    public void Driver_AnyConfigurationSpace_IsSurvived() => Gen.Byte.Array[256].Sample(space =>
    {
        // A balloon by its numbers, with a list of capabilities; the rest is anything.
        (space[0], space[1], space[2], space[3], space[6]) = (0xf4, 0x1a, 0x45, 0x10, (byte)(space[6] | 0x10));
        using var pair = new BusPair();
        pair.Bus.Add(new AnyFunction(space));
        var function = PciEnumeration.FindBalloon(pair.Bus)!;
        try
        {
            var transport = PciEnumeration.Open(function, PciResources.Pc, pair.Loop, isLegacy: false, usesMessages: true);
            transport.Connect(pair);
            transport.ReadOfferedFeatures();
            transport.MaximumQueueSize(0);
        }
        catch (TransportException)
        {
            // What cannot be driven is given up gracefully.
        }
    }, iter: 2000);

    [Test]
    public void Driver_LegacyBarThatIsTooSmall_IsGivenUp()
    {
        byte[] space = new byte[256];
        (space[0], space[1], space[2], space[3]) = (0xf4, 0x1a, 0x45, 0x10);
        // Port I/O, and 12 bytes by what stays of the ones that are written to find out.
        BinaryPrimitives.WriteUInt32LittleEndian(space.AsSpan(0x10), 0xffff_fff5);
        using var pair = new BusPair();
        pair.Bus.Add(new AnyFunction(space));
        var function = PciEnumeration.FindBalloon(pair.Bus)!;

        Assert.That(
            () => PciEnumeration.Open(function, PciResources.Pc, pair.Loop, isLegacy: true, usesMessages: true),
            Throws.TypeOf<TransportException>().With.Message.Contains("12 bytes of legacy registers, and 20 are needed"));
    }

    private static void Touch(ReferenceBus bus, ulong address, bool writes, int width, ulong value)
    {
        if (writes) bus.WriteRegister(address, width, value);
        else bus.ReadRegister(address, width);
    }

    private sealed class AnyFunction(byte[] space) : IBusDevice
    {
        private uint _selected;

        public bool TryRead(bool isPort, ulong address, int width, out ulong value)
        {
            value = 0;
            if (!isPort || address < PciFunctionAddress.DataPort || address >= PciFunctionAddress.DataPort + 4) return !isPort;
            if (PciFunctionAddress.Of(_selected) != BusPair.Place)
            {
                value = ulong.MaxValue;
                return true;
            }
            int at = (int)(_selected & 0xfc) + (int)(address - PciFunctionAddress.DataPort);
            for (int i = 0; i < width && at + i < space.Length; i++) value |= (ulong)space[at + i] << 8 * i;
            return true;
        }

        public bool TryWrite(bool isPort, ulong address, int width, ulong value)
        {
            if (isPort && address == PciFunctionAddress.AddressPort) _selected = (uint)value;
            return true;
        }
    }
}
