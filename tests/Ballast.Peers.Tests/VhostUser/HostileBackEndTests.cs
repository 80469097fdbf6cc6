using Ballast.Host.Machine;
using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.FrontEnd;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;
using CsCheck;

namespace Ballast.Peers.Tests.VhostUser;

[CancelAfter(120_000)]
[Platform("Linux")]
internal sealed class HostileBackEndTests : IDriverNotifications
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    private readonly PcMachine _machine = new(new() { RamSize = 1 << 20 });
    private readonly ThreadedLoop _loop = new("driver");
    private ScriptedBackEnd _backEnd = null!;

    private static IEnumerable<TestCaseData> WrongAnswers()
    {
        yield return Wrong("an answer too short", FrontEndRequest.GetFeatures, 1, 5, new byte[7], "the answer has 7 bytes, where 8 belong");
        yield return Wrong("an answer too long", FrontEndRequest.GetFeatures, 1, 5, new byte[4096], "the answer has 4096 bytes, where 8 belong");
        yield return Wrong("an answer of another version", FrontEndRequest.GetFeatures, 1, 6, new byte[8], "a message 1 of another version than 1");
        yield return Wrong("an answer that is none", FrontEndRequest.GetFeatures, 1, 1, new byte[8], "the answer has flags 0x1, where 0x5 belongs");
        yield return Wrong("an answer to something else", FrontEndRequest.GetProtocolFeatures, 1, 5, new byte[8], "the answer is one to GET_FEATURES");
        yield return Wrong("an answer to nothing known", FrontEndRequest.GetProtocolFeatures, 99, 5, new byte[8], "the answer is one to request 99");
        yield return Wrong("an answer of 5000 bytes", FrontEndRequest.GetFeatures, 1, 5, new byte[5000], "a message 1 of 5000 bytes, where 4096 are the most");
        yield return Wrong("too many queues", FrontEndRequest.GetQueueNum, 17, 5, [255, 255, 255, 255, 255, 255, 255, 255], "18446744073709551615 queues, where a device has 65536 at most");
        yield return Wrong("a descriptor", FrontEndRequest.GetFeatures, 1, 5, new byte[8], "1 descriptors come with the answer, where none belongs", descriptors: 1);
        yield return Wrong("a status of nine bits", FrontEndRequest.GetStatus, 40, 5, [0, 1, 0, 0, 0, 0, 0, 0], "0x100 is no device status");
        yield return Wrong("a configuration elsewhere", FrontEndRequest.GetConfig, 24, 5, [.. FrontEnd.Bytes(new ConfigurationRange(4, 16, 0)), .. new byte[16]], "the answer is 16 bytes at 4 in 16 bytes, where 16 at 0 were asked for");
        yield return Wrong("a configuration of other length", FrontEndRequest.GetConfig, 24, 5, [.. FrontEnd.Bytes(new ConfigurationRange(0, 16, 0)), .. new byte[20]], "the answer is 16 bytes at 0 in 20 bytes, where 16 at 0 were asked for");
        yield return Wrong("half a configuration range", FrontEndRequest.GetConfig, 24, 5, new byte[5], "the answer has 5 bytes, where 12 at least belong");
        yield return Wrong("another ring's base", FrontEndRequest.GetVringBase, 11, 5, FrontEnd.Bytes(new VringState(7, 0)), "the answer is about ring 7, not 0");
        yield return Wrong("a base out of reach", FrontEndRequest.GetVringBase, 11, 5, FrontEnd.Bytes(new VringState(0, 0x10000)), "0x10000 is no position in a split ring");
    }

    private static IEnumerable<TestCaseData> WrongRequests()
    {
        yield return Request("a change with a payload", 2, 1, new byte[4], "CONFIG_CHANGE_MSG: 4 bytes of payload, where 0 belong");
        yield return Request("a change that answers", 2, 5, [], "CONFIG_CHANGE_MSG: a request of the back end has flags 0x5");
        yield return Request("a change with a descriptor", 2, 1, [], "CONFIG_CHANGE_MSG: 1 descriptors come along, where none belongs", 1);
        yield return Request("a call where descriptors call", 4, 1, new byte[8], "VRING_CALL: the protocol feature InbandNotifications was not accepted");
        yield return Request("a request of no feature", 6, 1, new byte[16], "back-end request 6: no protocol feature that was accepted lets a back end send this");
        yield return Request("a request of another version", 2, 0, [], "the back end's channel: a message 2 of another version than 1");
    }

    [SetUp]
    public void SetUp() => _backEnd = new();

    [TearDown]
    public void TearDown() => _backEnd.Dispose();

    [OneTimeTearDown]
    public void OneTimeTearDown()
    {
        _loop.Dispose();
        _machine.Dispose();
    }

    [TestCaseSource(nameof(WrongAnswers))]
    public void WrongAnswer_EndsTheConnectionWithTheReason(FrontEndRequest request, byte[] answer, int descriptors, string reason)
    {
        _backEnd.Instead = (asked, _) =>
        {
            if (asked == request) _backEnd.Send(answer, descriptors);
            return asked == request;
        };

        var fault = Assert.Throws<VhostUserException>(() => Converse())!;
        Assert.That(fault.Message, Is.EqualTo($"{MessageText.NameOf(request)}: {reason}"));
        Assert.That(fault.EndsConnection);
    }

    [TestCaseSource(nameof(WrongRequests))]
    public void WrongRequestOfTheBackEnd_EndsTheConnectionWithTheReason(byte[] request, int descriptors, string reason)
    {
        using var lost = new ManualResetEventSlim();
        using var front = Connect();
        front.Lost += _ => lost.Set();
        _backEnd.OnLoop(() => _backEnd.SendOnBackEndChannel(request, descriptors));

        Assert.That(lost.Wait(TimeSpan.FromSeconds(10)));
        Assert.That(front.Fault!.Message, Is.EqualTo(reason));
        Assert.That(() => front.ReadStatus(), Throws.InstanceOf<VhostUserException>().With.Message.EqualTo(reason));
    }

    [Test]
    public void AnswerThatNobodyAsked_EndsTheConnection()
    {
        using var lost = new ManualResetEventSlim();
        using var front = Connect();
        front.Lost += _ => lost.Set();
        _backEnd.OnLoop(() => _backEnd.Send(ScriptedBackEnd.Message(1, 5, new byte[8])));

        Assert.That(lost.Wait(TimeSpan.FromSeconds(10)));
        Assert.That(front.Fault!.Message, Is.EqualTo("GET_FEATURES: the back end answers what nobody asked"));
    }

    [TestCase(0)]
    [TestCase(11)]
    [TestCase(19)]
    public void NoAnswer_OrHalfOfOne_IsNotWaitedForLongerThanTheDeadline(int bytes)
    {
        _backEnd.Instead = (asked, _) =>
        {
            if (asked == FrontEndRequest.GetConfig) _backEnd.Send(ScriptedBackEnd.Message(24, 5, new byte[28])[..bytes]);
            return asked == FrontEndRequest.GetConfig;
        };

        Assert.That(() => Converse(Short), Throws.InstanceOf<VhostUserException>().With.Message.EqualTo("GET_CONFIG: no answer within 0.1 s"));
    }

    [Test]
    public void BackEndThatClosesAtAnyByte_IsTold()
    {
        byte[] answer = ScriptedBackEnd.Message(1, 5, new byte[8]);
        for (int bytes = 0; bytes < answer.Length; bytes++)
        {
            int sent = bytes;
            _backEnd.Instead = (asked, _) =>
            {
                if (asked != FrontEndRequest.GetFeatures) return false;
                _backEnd.Send(answer[..sent]);
                _backEnd.HangUp();
                return true;
            };
            Assert.That(() => Converse(), Throws.InstanceOf<VhostUserException>().With.Message.EqualTo(
                bytes == 0 ? "GET_FEATURES: the back end has closed the connection" : "GET_FEATURES: the other side left within a message"));
        }
    }

    [Test]
    public void RefusedConfiguration_LeavesTheConnection()
    {
        _backEnd.Instead = (asked, _) =>
        {
            if (asked == FrontEndRequest.GetConfig) _backEnd.Send(ScriptedBackEnd.Message(24, 5, FrontEnd.Bytes(new ConfigurationRange(0, 0, 0))));
            return asked == FrontEndRequest.GetConfig;
        };
        using var front = Connect();

        Assert.That(() => front.ReadConfiguration(0, new byte[16]), Throws.InstanceOf<VhostUserException>().With.Message.EqualTo("GET_CONFIG: the back end refuses 16 bytes at 0"));
        Assert.That(front.ReadStatus(), Is.EqualTo(DeviceStatus.None));
    }

    [Test]
    public void BackEndWithoutProtocolFeatures_HasNoConfiguration()
    {
        _backEnd.Instead = (asked, _) =>
        {
            if (asked == FrontEndRequest.GetFeatures) _backEnd.Send(ScriptedBackEnd.Message(1, 5, BitConverter.GetBytes(1UL << 32)));
            return asked == FrontEndRequest.GetFeatures;
        };
        using var front = Connect();

        Assert.That(front.ConfigurationSize, Is.Zero);
        Assert.That(front.ProtocolFeatures, Is.EqualTo(ProtocolFeatures.None));
        front.WriteStatus(DeviceStatus.Acknowledge);
        Assert.That(front.ReadStatus(), Is.EqualTo(DeviceStatus.Acknowledge));
    }

    [Test]
    public void HostileAnswers_NeitherHangNorCostADescriptor()
    {
        int before = 0, visits = 0;
        var gen = Gen.Select(Gen.Int[0, 45], Gen.UInt[0, 45], Gen.UInt[0, 15], Gen.Byte.Array[0, 80], Gen.Int[-1, 4200], Gen.Int[0, 8])
            .Select(Gen.Int[0, 4], (m, kind) => (At: m.Item1, Request: m.Item2, Flags: m.Item3, Payload: m.Item4, Size: m.Item5, Descriptors: m.Item6, Kind: kind));
        gen.Sample(m =>
        {
            _backEnd.OnLoop(() => _backEnd.Instead = (asked, number) =>
            {
                if (number != m.At) return false;
                switch (m.Kind)
                {
                    case 0:
                        _backEnd.Send(m.Payload, m.Payload.Length == 0 ? 0 : m.Descriptors);
                        break;
                    case 1:
                        _backEnd.Send(ScriptedBackEnd.Message(m.Request, m.Flags, m.Payload, m.Size < 0 ? null : m.Size), m.Descriptors);
                        break;
                    case 2:
                        _backEnd.Send(ScriptedBackEnd.Message((uint)asked, 5, m.Payload));
                        break;
                    case 3:
                        // As it should look, but for what it says; the connection stays.
                        _backEnd.Send(ScriptedBackEnd.Message((uint)asked, 5, [.. m.Payload.Concat(new byte[8]).Take(8)]));
                        return true;
                    default:
                        _backEnd.SendOnBackEndChannel(ScriptedBackEnd.Message(m.Request % 9, m.Flags, m.Payload, m.Size < 0 ? null : m.Size), m.Descriptors);
                        break;
                }
                _backEnd.HangUp();
                return true;
            });
            try
            {
                Converse(TimeSpan.FromSeconds(30));
            }
            catch (Exception e) when (e is VhostUserException or NotSupportedException)
            {
                Assert.That(e.Message, Does.Not.Contain("\n").And.Not.Contain("within 30 s"));
            }
            if (++visits == 20) before = BackEndBench.OpenDescriptorsAfterCleanUp();
        }, iter: 2000, threads: 1);
        _backEnd.OnLoop(_backEnd.HangUp);
        Assert.That(BackEndBench.OpenDescriptorsAfterCleanUp(), Is.LessThanOrEqualTo(before));
    }

    void IDriverNotifications.UsedBuffers(int queue)
    {
    }

    void IDriverNotifications.ConfigurationChanged()
    {
    }

    private VhostUserFrontEnd Connect(TimeSpan? deadline = null) =>
        new(_backEnd.SocketPath, SharedRange.Of(_machine), _loop, new() { Deadline = deadline ?? TimeSpan.FromSeconds(10) });

    private void Converse(TimeSpan? deadline = null)
    {
        using var front = Connect(deadline);
        front.Connect(this);
        front.WriteStatus(DeviceStatus.None);
        front.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver);
        front.WriteAcceptedFeatures(front.ReadOfferedFeatures() & FeatureSet.Of(Feature.Version1));
        front.WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk);
        front.ReadStatus();
        front.ReadConfiguration(0, new byte[16]);
        for (int queue = 0; queue < 2; queue++)
        {
            front.ConfigureQueue(queue, SplitLayout.At((ulong)queue << 16, 16, out _));
            front.EnableQueue(queue);
            front.Notify(queue);
        }
        front.WriteConfiguration(4, new byte[4]);
        front.WriteStatus(DeviceStatus.None);
        front.ReadStatus();
    }

    private static TestCaseData Wrong(string name, FrontEndRequest asked, uint request, uint flags, byte[] payload, string reason, int descriptors = 0) =>
        new TestCaseData(asked, ScriptedBackEnd.Message(request, flags, payload), descriptors, reason).SetArgDisplayNames(name);

    private static TestCaseData Request(string name, uint request, uint flags, byte[] payload, string reason, int descriptors = 0) =>
        new TestCaseData(ScriptedBackEnd.Message(request, flags, payload), descriptors, reason).SetArgDisplayNames(name);
}
