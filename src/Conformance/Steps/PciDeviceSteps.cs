using System.Buffers.Binary;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Guest.Transports;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Steps;

/// <summary>Registers of a device under test on PCI, read and written by hand: identity, structures and common configuration.</summary>
[Binding]
internal sealed class PciDeviceSteps(Testbed bed)
{
    private static readonly (string Name, int Register)[] Addresses =
    [
        ("queue_desc", CommonRegister.QueueDescriptors), ("queue_driver", CommonRegister.QueueDriver), ("queue_device", CommonRegister.QueueDevice),
    ];

    private readonly Dictionary<string, uint> _read = [];
    private readonly List<(string What, uint Expected, uint Read)> _compared = [];
    private byte[] _space = [];

    [When("a driver reads the whole PCI configuration space")]
    public void WhenADriverReadsTheSpace() => _space = bed.PciFunction.ReadAll();

    [When("it writes 0 to the status register of I\\/O bar 0, as a legacy driver does")]
    public void WhenALegacyDriverComes()
    {
        if (!IsNonTransitional) throw new StepNotApplicableException("the device has a legacy interface");
        var transport = Transport;
        uint bar = transport.Function.Read(PciRegister.Bar(0), 4);
        if ((bar & 1) == 0) throw new StepNotApplicableException("the device has no I/O bar 0: no legacy driver was ever made for its numbers");
        bed.Bus.WritePort((ushort)((bar & ~3u) + LegacyPciRegister.DeviceStatus), 1, 0);
    }

    [When("a driver reads words {int} to {int} of the offered features, and the first two once more")]
    public void WhenADriverReadsFeatures(int first, int last)
    {
        bed.HandDriven.Begin();
        foreach (uint word in Enumerable.Range(first, last - first + 1).Append(int.MaxValue).Concat([0, 1]).Select(w => (uint)w))
        {
            Common.Write(CommonRegister.DeviceFeatureSelect, 4, word);
            _read[$"word {word}"] = Common.Read(CommonRegister.DeviceFeature, 4);
        }
    }

    [When("a driver writes the features that it accepts and reads them back")]
    public void WhenADriverReadsFeaturesBack()
    {
        bed.HandDriven.Begin();
        var offered = bed.HandDriven.Transport.ReadOfferedFeatures();
        var accepted = FeatureSet.Of(Feature.Version1, Feature.StatsVq) & offered;
        bed.HandDriven.Transport.WriteAcceptedFeatures(accepted);
        for (uint word = 0; word < 2; word++)
        {
            Common.Write(CommonRegister.DriverFeatureSelect, 4, word);
            uint shown = (uint)(offered.Bits >> (int)(32 * word));
            _compared.Add(($"word {word} of what is offered", (uint)(accepted.Bits >> (int)(32 * word)), Common.Read(CommonRegister.DriverFeature, 4) & shown));
        }
    }

    [When("the driver reads config_generation, num_pages and config_generation again")]
    public async Task WhenTheDriverReadsWithGeneration()
    {
        await bed.SettleAsync();
        string round = _read.ContainsKey("first num_pages") ? "second" : "first";
        Common.Read(CommonRegister.ConfigurationGeneration, 1);
        _read[$"{round} num_pages"] = bed.HandDriven.ReadConfiguration(BalloonConfiguration.NumPagesOffset);
        _read[$"{round} generation"] = Common.Read(CommonRegister.ConfigurationGeneration, 1);
    }

    [When("the driver reads {queue_register} of every queue")]
    public void WhenTheDriverReadsOfEveryQueue(QueueRegister register)
    {
        for (int queue = 0; queue < QueueCount; queue++) ReadOf(queue, register);
    }

    [When("a driver reads {queue_register} of every queue")]
    public void WhenADriverReadsOfEveryQueue(QueueRegister register)
    {
        bed.HandDriven.Begin();
        WhenTheDriverReadsOfEveryQueue(register);
    }

    [When("the driver reads {queue_register} of {queue}, {int} times")]
    public void WhenTheDriverReadsOf(QueueRegister register, BalloonQueue queue, int times)
    {
        for (int i = 0; i < times; i++) ReadOf(bed.HandDriven[queue].Index, register);
    }

    [When("a driver reads queue_size of queue 0, and then of the one behind the last")]
    public void WhenADriverReadsBehindTheLast() => ReadAbsent(QueueCountAfterBegin());

    [When("a driver reads queue_size of queue 0, and then of queue {int}")]
    public void WhenADriverReadsOfAbsentQueue(int queue)
    {
        if (queue < QueueCountAfterBegin()) throw new StepNotApplicableException($"the device has a queue {queue}");
        ReadAbsent(queue);
    }

    [When("a driver looks up the notification address of every queue, where NOTIFICATION_DATA is offered")]
    public void WhenAddressesAreLookedUpWithData() => LookUpAddresses(withData: true);

    [When("a driver looks up the notification address of every queue, where NOTIFICATION_DATA is not offered")]
    public void WhenAddressesAreLookedUp() => LookUpAddresses(withData: false);

    [When("a driver writes the halves of each address of a queue one by one, and then the high halves once more")]
    public void WhenADriverWritesHalves()
    {
        bed.HandDriven.Negotiate(FeatureSet.Of(Feature.Version1));
        Common.Write(CommonRegister.QueueSelect, 2, 0);
        const uint Low = 0x0123_4000, High = 0x0000_0007, OtherHigh = 0x0000_0009;
        foreach (var (name, register) in Addresses)
        {
            Common.Write(register, 4, Low);
            Common.Write(register + 4, 4, High);
            _compared.Add(($"the low half of {name}", Low, Common.Read(register, 4)));
            _compared.Add(($"the high half of {name}", High, Common.Read(register + 4, 4)));
            Common.Write(register + 4, 4, OtherHigh);
            _compared.Add(($"the low half of {name}, when the high one was written", Low, Common.Read(register, 4)));
            _compared.Add(($"the high half of {name}", OtherHigh, Common.Read(register + 4, 4)));
        }
    }

    [When("a driver reads num_queues directly and through the window in configuration space")]
    public void WhenADriverReadsThroughTheWindow()
    {
        uint direct = (uint)QueueCountAfterBegin();
        int window = PutWindow(CommonRegister.QueueCount, 2);
        _compared.Add(("num_queues through the window", direct, bed.PciFunction.Read(window + VirtioPciCapability.TailOffset, 2)));
    }

    [When("a driver writes {int} to device_feature_select through the window in configuration space")]
    public void WhenADriverWritesThroughTheWindow(int word)
    {
        bed.HandDriven.Begin();
        int window = PutWindow(CommonRegister.DeviceFeatureSelect, 4);
        bed.PciFunction.Write(window + VirtioPciCapability.TailOffset, 4, (uint)word);
        _compared.Add(("device_feature_select", (uint)word, Common.Read(CommonRegister.DeviceFeatureSelect, 4)));
    }

    [When("a driver uses the window in configuration space for {number} bytes at {number} of bar {int}")]
    public void WhenTheWindowIsUsed(ulong length, ulong offset, int bar)
    {
        uint before = (uint)QueueCountAfterBegin();
        int data = PutWindow((byte)bar, (uint)offset, (uint)length) + VirtioPciCapability.TailOffset;
        foreach (int width in (int[])[1, 2, 4])
        {
            bed.PciFunction.Read(data, width);
            bed.PciFunction.Write(data, width, 0);
        }
        _compared.Add(("num_queues", before, (uint)QueueCountAfterBegin()));
    }

    [Then("vendor and device number are those of a balloon")]
    public void ThenTheNumbersAreABalloons()
    {
        StepFailureException.UnlessEqual(VirtioPciId.Vendor, Word(PciRegister.Vendor), "vendor");
        StepFailureException.Unless(Word(PciRegister.Device) is VirtioPciId.ModernBalloon or VirtioPciId.TransitionalBalloon, "0x1045 or 0x1002", $"0x{Word(PciRegister.Device):x4}");
    }

    [Then("device number, revision and subsystem are those of a device without a legacy interface")]
    public void ThenTheMarksAgree()
    {
        if (!IsNonTransitional) throw new StepNotApplicableException("the device has a legacy interface");
        StepFailureException.Unless(Word(PciRegister.Device) is >= VirtioPciId.FirstModern and <= VirtioPciId.LastModern, "a device number from 0x1040 to 0x107f", $"0x{Word(PciRegister.Device):x4}");
        StepFailureException.Unless(_space[PciRegister.Revision] >= 1, "a revision from 1 on", $"{_space[PciRegister.Revision]}");
        StepFailureException.Unless(Word(PciRegister.SubsystemDevice) >= VirtioPciId.FirstModernSubsystem, "a subsystem from 0x40 on", $"0x{Word(PciRegister.SubsystemDevice):x4}");
    }

    [Then("there is a capability for {structure}")]
    public void ThenThereIsACapability(VirtioPciStructure type) =>
        StepFailureException.Unless(Structures.Any(s => s.Type == type), $"a capability of type {type}", "none");

    [Then("{structure} begins at a multiple of {int} bytes")]
    public void ThenTheStructureIsAligned(VirtioPciStructure type, int bytes) =>
        StepFailureException.Unless(Structures.Where(s => s.Type == type).All(s => s.Offset % bytes == 0), $"a multiple of {bytes}", string.Join(", ", Structures.Select(s => s.Offset)));

    [Then("cap_len of every capability counts all that the capability has")]
    public void ThenCapabilitiesHaveTheirLength()
    {
        foreach (var structure in Structures.Where(s => s.Type is VirtioPciStructure.Notify or VirtioPciStructure.PciAccess))
            StepFailureException.Unless(structure.CapabilityLength >= VirtioPciCapability.NotifySize, "20 bytes at least", $"{structure.CapabilityLength} of {structure.Type}");
    }

    [Then("all bars read as zero")]
    public void ThenBarsAreZero()
    {
        for (int bar = 0; bar < PciRegister.BarCount; bar++)
            StepFailureException.UnlessEqual(0u, bed.PciFunction.Read(PciRegister.Bar(bar), 4), $"bar {bar}");
    }

    [Then("there are features in the first two words only")]
    public void ThenFeaturesAreInTwoWords()
    {
        var beyond = _read.Where(w => w.Key is not ("word 0" or "word 1") && w.Value != 0).ToList();
        StepFailureException.Unless(beyond.Count == 0, "no features behind the second word", string.Join(", ", beyond));
    }

    [Then("it reads what was written")]
    public void ThenItReadsWhatWasWritten()
    {
        foreach (var (what, expected, read) in _compared) StepFailureException.UnlessEqual(expected, read, what);
    }

    [Then("both are the same")]
    public void ThenBothAreTheSame() => ThenItReadsWhatWasWritten();

    [Then("config_generation has moved with num_pages")]
    public void ThenTheGenerationHasMoved()
    {
        StepFailureException.Unless(_read["first num_pages"] != _read["second num_pages"], "another num_pages", $"{_read["second num_pages"]}");
        StepFailureException.Unless(_read["first generation"] != _read["second generation"], "another config_generation", $"{_read["second generation"]}");
    }

    [Then("every one of them is {int}")]
    public void ThenEveryOneIs(int value)
    {
        foreach (var (what, read) in _read) StepFailureException.UnlessEqual((uint)value, read, what);
    }

    [Then("every one of them is a power of 2")]
    public void ThenEveryOneIsAPowerOf2()
    {
        foreach (var (what, read) in _read) StepFailureException.Unless(read == 0 || System.Numerics.BitOperations.IsPow2(read), $"a power of 2 for {what}", $"{read}");
    }

    [Then("the structure for notifications holds every one of them")]
    public void ThenAddressesAreWithin()
    {
        var notify = Structures.First(s => s.Type == VirtioPciStructure.Notify && s.IsDefined);
        foreach (var (what, unit) in _read)
            StepFailureException.Unless((ulong)unit * notify.NotifyMultiplier + 2 <= notify.Length, $"{what} within {notify.Length} bytes", $"{unit} times {notify.NotifyMultiplier}");
    }

    private PciTransport Transport => PciByHand.TransportOf(bed);

    private RegisterBlock Common => Transport.Layout.Common;

    private int QueueCount => (int)Common.Read(CommonRegister.QueueCount, 2);

    private bool IsNonTransitional =>
        Word(PciRegister.Device) >= VirtioPciId.FirstModern || (_space[PciRegister.Revision] >= 1 && Word(PciRegister.SubsystemDevice) >= VirtioPciId.FirstModernSubsystem);

    private ushort Word(int register) => BinaryPrimitives.ReadUInt16LittleEndian(_space.AsSpan(register));

    private IEnumerable<VirtioPciCapability> Structures
    {
        get
        {
            if (_space.Length == 0) WhenADriverReadsTheSpace();
            foreach (var (_, place) in bed.PciFunction.ReadCapabilities())
            {
                if (VirtioPciCapability.TryRead(_space, place, out var structure)) yield return structure;
            }
        }
    }

    private int QueueCountAfterBegin()
    {
        bed.HandDriven.Begin();
        return QueueCount;
    }

    private void ReadOf(int queue, QueueRegister register)
    {
        Common.Write(CommonRegister.QueueSelect, 2, (uint)queue);
        _read[$"{register.Name} of queue {queue}"] = Common.Read(register.Offset, 2);
    }

    private void ReadAbsent(int queue)
    {
        Common.Write(CommonRegister.QueueSelect, 2, 0);
        Common.Read(CommonRegister.QueueSize, 2);
        ReadOf(queue, new("queue_size", CommonRegister.QueueSize));
    }

    private void LookUpAddresses(bool withData)
    {
        bed.HandDriven.Begin();
        bool offers = bed.HandDriven.Transport.ReadOfferedFeatures().Has(Feature.NotificationData);
        if (offers != withData) throw new StepNotApplicableException($"the device {(offers ? "offers" : "does not offer")} NOTIFICATION_DATA");
        WhenTheDriverReadsOfEveryQueue(new("queue_notify_off", CommonRegister.QueueNotifyOffset));
    }

    private int PutWindow(int register, int length)
    {
        var common = Structures.First(s => s.Type == VirtioPciStructure.Common && s.IsDefined);
        return PutWindow(common.Bar, common.Offset + (uint)register, (uint)length);
    }

    private int PutWindow(byte bar, uint offset, uint length)
    {
        int window = Structures.Where(s => s.Type == VirtioPciStructure.PciAccess).Select(s => (int?)s.Place).FirstOrDefault()
            ?? throw new StepFailureException("a capability of the window", "none");
        bed.PciFunction.Write(window + VirtioPciCapability.BarOffset, 1, bar);
        bed.PciFunction.Write(window + VirtioPciCapability.OffsetOffset, 4, offset);
        bed.PciFunction.Write(window + VirtioPciCapability.LengthOffset, 4, length);
        return window;
    }
}
