using System.Runtime.InteropServices;
using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.Payloads;
using CsCheck;

namespace Ballast.Peers.Tests.VhostUser;

[CancelAfter(60_000)]
internal sealed class HostileFrontEndTests
{
    private static readonly RegionDescription Region = FrontEnd.Region;

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("version 0", f => f.SendRaw([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        yield return Case("four GiB of payload", f => f.SendRaw([1, 0, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255]));
        yield return Case("4097 bytes of payload", f => f.SendRaw([1, 0, 0, 0, 1, 0, 0, 0, 1, 16, 0, 0]));
        yield return Case("half a header", f => { f.SendRaw([1, 0, 0, 0, 1]); f.Dispose(); });
        yield return Case("half a payload", f => { f.SendRaw([2, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 1]); f.Dispose(); });
        yield return Case("a payload too short", f => f.Send(FrontEndRequest.SetFeatures, new byte[7]));
        yield return Case("a payload too long", f => f.Send(FrontEndRequest.SetVringNum, new byte[9]));
        yield return Case("a descriptor where none belongs", f => f.Send(FrontEndRequest.SetOwner, [], false, f.Ram));
        yield return Case("more descriptors than one message may carry", f =>
        {
            f.SendRaw([5, 0, 0, 0], f.Ram, f.Ram, f.Ram, f.Ram, f.Ram, f.Ram, f.Ram, f.Ram);
            f.SendRaw([1, 0, 0, 0], f.Ram);
        });
        yield return Case("a protocol feature that was not offered", f => f.Send(FrontEndRequest.SetProtocolFeatures, FrontEnd.Bytes(1UL << 63)));
        yield return Case("a request of a feature not accepted", f => f.Send(FrontEndRequest.SetStatus, FrontEnd.Bytes(0UL)));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Refusal("fewer descriptors than regions", FrontEndRequest.SetMemTable, FrontEnd.Table(Region));
        yield return Refusal("more regions than bytes", FrontEndRequest.SetMemTable, [200, 0, 0, 0, 0, 0, 0, 0]);
        yield return Refusal("a region past the end of the file", FrontEndRequest.SetMemTable, FrontEnd.Table(Region with { Length = Region.Length + 1 }), f => f.Ram);
        yield return Refusal("an offset past the end of the file", FrontEndRequest.SetMemTable, FrontEnd.Table(Region with { FileOffset = ulong.MaxValue }), f => f.Ram);
        yield return Refusal("a region past the end of the address space", FrontEndRequest.SetMemTable, FrontEnd.Table(Region with { GuestAddress = ulong.MaxValue }), f => f.Ram);
        yield return Refusal("an empty region", FrontEndRequest.SetMemTable, FrontEnd.Table(Region with { Length = 0 }), f => f.Ram);
        yield return Refusal("memory that is no file", FrontEndRequest.SetMemTable, FrontEnd.Table(Region), f => f.Kick);
        yield return Refusal("regions that overlap in the guest", FrontEndRequest.SetMemTable, FrontEnd.Table(Region, Region with { UserAddress = 0 }), f => f.Ram, f => f.Ram);
        yield return Refusal("regions that overlap in the front end", FrontEndRequest.SetMemTable, FrontEnd.Table(Region, Region with { GuestAddress = 0x1000_0000 }), f => f.Ram, f => f.Ram);
        yield return Refusal("a region removed that is not there", FrontEndRequest.RemMemReg, [.. new byte[8], .. FrontEnd.Bytes(Region)]);
        yield return Refusal("a ring outside memory", FrontEndRequest.SetVringAddr, FrontEnd.Bytes(new VringAddresses(0, 0, 16, 32, 64, 0)));
        yield return Refusal("a ring that does not exist", FrontEndRequest.SetVringNum, FrontEnd.Bytes(new VringState(3, 16)));
        yield return Refusal("a ring of a huge index", FrontEndRequest.SetVringEnable, FrontEnd.Bytes(new VringState(uint.MaxValue, 1)));
        yield return Refusal("a ring too large", FrontEndRequest.SetVringNum, FrontEnd.Bytes(new VringState(0, 1 << 20)));
        yield return Refusal("a kick by a file", FrontEndRequest.SetVringKick, FrontEnd.Bytes(0UL), f => f.Ram);
        yield return Refusal("a kick without its descriptor", FrontEndRequest.SetVringKick, FrontEnd.Bytes(0UL));
        yield return Refusal("a ring without kicks", FrontEndRequest.SetVringKick, FrontEnd.Bytes(0x100UL));
        yield return Refusal("a back-end channel that is no socket", FrontEndRequest.SetBackendReqFd, [], f => f.Kick);
        yield return Refusal("a configuration of other length", FrontEndRequest.SetConfig, [.. FrontEnd.Bytes(new ConfigurationRange(0, 8, 0)), 1]);
        yield return Refusal("a configuration far away", FrontEndRequest.SetConfig, [.. FrontEnd.Bytes(new ConfigurationRange(uint.MaxValue, 1, 0)), 1]);
        yield return Refusal("in-band kicks without their feature", FrontEndRequest.VringKick, FrontEnd.Bytes(new VringState(0, 0)));
        yield return Refusal("a log", FrontEndRequest.SetLogBase, new byte[16], f => f.Ram);
        yield return Refusal("a request that nobody knows", (FrontEndRequest)99, new byte[100]);
    }

    [TestCaseSource(nameof(Broken))]
    public void BrokenMessage_EndsTheConnectionWithTheReason(Action<FrontEnd> misbehave)
    {
        using var bench = new BackEndBench();
        using var hostile = bench.Connect();
        misbehave(hostile);

        var departure = bench.Departure();
        Assert.That(departure.Failure, Is.Null);
        Assert.That(departure.Violation, Is.Not.Null);
        AssertServes(bench);
    }

    [TestCaseSource(nameof(Refused))]
    public void WrongRequest_IsRefusedWhereAnAnswerIsWanted(FrontEndRequest request, byte[] payload, Func<FrontEnd, SafeHandle>[] descriptors)
    {
        using var bench = new BackEndBench();
        using var driver = bench.Connect();
        driver.Negotiate(VhostUserOptions.DefaultProtocolFeatures & ~ProtocolFeatures.Status);
        if (request is not (FrontEndRequest.SetMemTable or FrontEndRequest.RemMemReg)) driver.ShareRam();

        Assert.That(driver.AskNumber(request, payload, [.. descriptors.Select(d => d(driver))]), Is.EqualTo(1));
        Assert.That(driver.Ask(FrontEndRequest.GetFeatures), Has.Length.EqualTo(8));
    }

    [Test]
    public void FrontEndThatLeavesAnywhere_LeavesNothingBehind()
    {
        using var bench = new BackEndBench();
        Visit(bench, steps: int.MaxValue);
        bench.Departure();
        int before = BackEndBench.OpenDescriptorsAfterCleanUp();
        for (int steps = 0; steps < 8; steps++)
        {
            Visit(bench, steps);
            Assert.That(bench.Departure(steps + 2).Violation, Is.Null);
        }
        Assert.That(BackEndBench.OpenDescriptors(), Is.LessThanOrEqualTo(before));
        Assert.That(bench.BackEnd.Memory.Regions, Is.Empty);
    }

    [Test]
    public void Garbage_NeitherStopsTheBackEndNorCostsADescriptor()
    {
        using var bench = new BackEndBench();
        int visits = 0;
        int before = 0;
        Gen.Select(Gen.UInt[0, 45], Gen.UInt[0, 15], Gen.Byte.Array[0, 80], Gen.Int[0, 8], Gen.Bool).Array[1, 12].Sample(messages =>
        {
            using (var hostile = bench.Connect())
            {
                hostile.Negotiate(VhostUserOptions.DefaultProtocolFeatures);
                foreach (var (request, flags, payload, descriptors, isFramed) in messages)
                {
                    byte[] header = [.. BitConverter.GetBytes(request), .. BitConverter.GetBytes(isFramed ? flags & ~3u | 1 : flags), .. BitConverter.GetBytes(payload.Length)];
                    hostile.SendRaw([.. header, .. payload], [.. Enumerable.Range(0, descriptors).Select(i => i % 2 == 0 ? hostile.Ram : hostile.Kick)]);
                }
            }
            var departure = bench.Departure(++visits);
            Assert.That(departure.Failure, Is.Null, departure.Failure?.ToString());
            if (visits == 1) before = BackEndBench.OpenDescriptorsAfterCleanUp();
        }, iter: 300, threads: 1);
        Assert.That(BackEndBench.OpenDescriptors(), Is.LessThanOrEqualTo(before));
        AssertServes(bench);
    }

    private static void Visit(BackEndBench bench, int steps)
    {
        using var driver = bench.Connect();
        Action[] visit =
        [
            () => driver.Negotiate(ProtocolFeatures.Config),
            driver.ShareRam,
            () => driver.SetUpRing(0),
            () => driver.AskNumber(FrontEndRequest.SetVringEnable, FrontEnd.Bytes(new VringState(0, 1))),
            driver.ShareRam,
            () => driver.SetUpRing(1),
            () => driver.AskNumber(FrontEndRequest.SetVringEnable, FrontEnd.Bytes(new VringState(1, 1))),
        ];
        foreach (var step in visit.Take(steps)) step();
    }

    private static void AssertServes(BackEndBench bench)
    {
        using var next = bench.Connect();
        Assert.That(next.Ask(FrontEndRequest.GetFeatures), Has.Length.EqualTo(8));
    }

    private static TestCaseData Case(string name, Action<FrontEnd> misbehave) => new TestCaseData(misbehave).SetArgDisplayNames(name);

    private static TestCaseData Refusal(string name, FrontEndRequest request, byte[] payload, params Func<FrontEnd, SafeHandle>[] descriptors) =>
        new TestCaseData(request, payload, descriptors).SetArgDisplayNames(name);
}
