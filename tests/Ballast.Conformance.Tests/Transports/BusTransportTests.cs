using Ballast.Guest.Transports;
using Ballast.Host.Mmio;
using Ballast.Host.Pci;
using Ballast.Virtio;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Tests.Transports;

internal sealed class BusTransportTests
{
    private static readonly FeatureSet Accepted = FeatureSet.Of(Feature.Version1, Feature.StatsVq);

    [TestCase(0, 4u)]
    [TestCase(1, 4u)]
    [TestCase(2, 2u)]
    [TestCase(8, 4u)]
    [TestCase(8, 0u)]
    public void Pci_ABufferComesBackAndTheDriverIsTold(int vectors, uint multiplier)
    {
        using var pair = new BusPair().OnPci(new() { Vectors = vectors, NotifyMultiplier = multiplier });
        Check(pair, pair.OpenPci());
    }

    [Test]
    public void Pci_OddCapabilitiesAndPadding_ArePassedOver()
    {
        using var pair = new BusPair().OnPci(new() { Odd = OddCapabilities.ReservedType | OddCapabilities.ReservedBar | OddCapabilities.Second, Padding = 8, Revision = 7 });
        Check(pair, pair.OpenPci());
    }

    [Test]
    public void Mmio_ABufferComesBackAndTheDriverIsTold()
    {
        using var pair = new BusPair().OnMmio();
        Check(pair, MmioTransport.Probe(pair.Bus, new VirtioMmioOptions().Address, pair.Loop)!);
    }

    [Test]
    public void Pci_ADeviceThatMapsNoVector_IsDrivenByItsLine()
    {
        using var pair = new BusPair().OnPci(new() { RefusesVectors = true });
        Check(pair, pair.OpenPci());
    }

    [TestCase(0x12345678u, null, 5u)]
    [TestCase(0x74726976u, 3u, 5u)]
    [TestCase(0x74726976u, null, 0u)]
    [TestCase(0x74726976u, null, 1u)]
    public void Mmio_WhatIsNoBalloonForTheDriver_IsIgnored(uint magic, uint? version, uint id)
    {
        using var pair = new BusPair().OnMmio(new() { Magic = magic, Version = version, DeviceId = id });
        Assert.That(MmioTransport.Probe(pair.Bus, new VirtioMmioOptions().Address, pair.Loop), Is.Null);
    }

    [Test]
    public void Pci_ALegacyDriver_FindsALegacyDevice()
    {
        using var pair = new BusPair(FeatureSet.Of(Feature.StatsVq), hasLegacyInterface: true).OnPci(new() { Interface = VirtioPciInterface.Legacy });
        var transport = pair.OpenPci();
        Assert.That(transport, Is.TypeOf<LegacyPciTransport>());
        Assert.That(transport.ReadOfferedFeatures(), Is.EqualTo(FeatureSet.Of(Feature.StatsVq)));
    }

    [Test]
    public void Bus_WhereNothingAnswers_ReadsOnes()
    {
        using var pair = new BusPair();
        Assert.That(pair.Bus.ReadPort(0x1234, 2), Is.EqualTo(0xffff));
        Assert.That(pair.Bus.ReadRegister(0xd000_0000, 4), Is.EqualTo(uint.MaxValue));
        Assert.That(PciEnumeration.FindBalloon(pair.Bus), Is.Null);
    }

    private static void Check(BusPair pair, ITransport transport)
    {
        var queue = pair.Start(transport, Accepted);
        Assert.That(transport.ReadOfferedFeatures().Has(Feature.Version1), Is.True);

        pair.Inflate(transport, queue, 0x300);

        Assert.That(queue.TryTakeUsed(out _, out _), Is.True);
        Assert.That(pair.Used, Does.Contain(0));

        pair.Device.SetTarget(77);
        pair.Loop.RunUntilIdle();
        Span<byte> field = stackalloc byte[4];
        transport.ReadConfiguration(0, field);
        Assert.That(pair.ConfigurationChanges, Is.GreaterThan(0));
        Assert.That(field[0], Is.EqualTo(77));

        transport.WriteStatus(DeviceStatus.None);
        Assert.That(transport.ReadStatus(), Is.EqualTo(DeviceStatus.None));
        pair.Inflate(transport, pair.Start(transport, Accepted), 0x301);
    }
}
