using System.Globalization;
using System.Security.Cryptography;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Tests.Linux;

[CancelAfter(120_000)]
public class UmlGuestTests
{
    private UmlGuest _guest = null!;

    [OneTimeSetUp]
    public async Task Boot() => _guest = await UmlGuest.StartAsync(LinuxHere.Kernel());

    [OneTimeTearDown]
    public async Task End()
    {
        if (_guest is not null)
            await _guest.DisposeAsync();
    }

    [Test]
    public async Task Kernel_IsTheOneThatWasFound(CancellationToken cancellation)
    {
        var release = await _guest.RequireAsync("uname -r", cancellation);
        Assert.That(release.Trim(), Is.EqualTo(LinuxHere.Kernel().Release));
    }

    [TestCase("true", 0)]
    [TestCase("false", 1)]
    [TestCase("exit 42", 42)]
    [TestCase("sh -c 'kill -9 $$'", 137)]
    [TestCase("no-such-command", 127)]
    [TestCase("if", 2)]
    public async Task Command_ExitCode_IsGivenBack(string command, int exitCode, CancellationToken cancellation)
    {
        Assert.That((await _guest.RunAsync(command, cancellation)).ExitCode, Is.EqualTo(exitCode));
    }

    [TestCase("a'b\"c$d`e\\f")]
    [TestCase("two\nlines\n\nand more")]
    [TestCase("  blanks\tand tabs  ")]
    [TestCase("Grüße, 世界")]
    public async Task Command_WithAnyText_ArrivesUnchanged(string text, CancellationToken cancellation)
    {
        var command = $"printf %s '{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        Assert.That(await _guest.RequireAsync(command, cancellation), Is.EqualTo(text));
    }

    [Test]
    public async Task Output_OfOneMebibyte_IsWhole(CancellationToken cancellation)
    {
        var result = await _guest.RunAsync("/bin/seq 1000000 1149796 | cat", cancellation);
        var expected = string.Concat(Enumerable.Range(1_000_000, 149_797).Select(i => i.ToString(CultureInfo.InvariantCulture) + "\n"));

        Assert.That(result.OutputBytes.Length, Is.GreaterThan(1 << 20));
        Assert.That(result.Output == expected);
    }

    [Test]
    public async Task Output_OfEveryByte_IsUnchanged(CancellationToken cancellation)
    {
        var escapes = string.Concat(Enumerable.Range(0, 256).Select(i => $"\\{i >> 6}{i >> 3 & 7}{i & 7}"));
        var result = await _guest.RunAsync($"printf '{escapes}'", cancellation);
        Assert.That(result.OutputBytes.ToArray(), Is.EqualTo(Enumerable.Range(0, 256).Select(i => (byte)i)));
    }

    [Test]
    public async Task Output_WithTheMarkOfTheBoot_IsOutput(CancellationToken cancellation)
    {
        var result = await _guest.RunAsync("printf '\\036%s 0\\n' $ballast_nonce; answered $ballast_nonce 7; exit 3", cancellation);

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.Match("^\u001e[0-9a-f]{32} 0\n"));
    }

    [Test]
    public async Task KernelMessages_DuringACommand_StayApart(CancellationToken cancellation)
    {
        var result = await _guest.RunAsync("echo before; echo '<1>ballast was here' >/dev/kmsg; echo after", cancellation);

        Assert.That(result.Output, Is.EqualTo("before\nafter\n"));
        await _guest.RequireAsync("true", cancellation);
        Assert.That(_guest.KernelLog, Has.Some.Contains("Linux version"));
    }

    [Test]
    public async Task Commands_AtTheSameTime_EachGetTheirOwnAnswer(CancellationToken cancellation)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _guest.RunAsync($"echo {i}; exit {i}", cancellation)));

        Assert.That(results.Select(result => result.ExitCode), Is.EqualTo(Enumerable.Range(0, 8)));
        Assert.That(results.Select(result => result.Output), Is.EqualTo(Enumerable.Range(0, 8).Select(i => $"{i}\n")));
    }

    [Test]
    public async Task Command_GivenUp_DoesNotMixWithTheNext(CancellationToken cancellation)
    {
        using var givenUp = new CancellationTokenSource();
        var first = _guest.RunAsync("usleep 300000; echo first", givenUp.Token);
        await givenUp.CancelAsync();

        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await _guest.RequireAsync("echo second", cancellation), Is.EqualTo("second\n"));
    }

    [TestCase(4000)]
    [TestCase(3490)]
    public void Command_LongerThanALine_IsRefused(int length)
    {
        Assert.That(async () => await _guest.RunAsync(new string('x', length)), Throws.ArgumentException);
    }

    [Test]
    public async Task Command_AsLongAsALine_Runs(CancellationToken cancellation)
    {
        var word = new string('x', 3400);
        Assert.That(await _guest.RequireAsync($"echo {word}", cancellation), Is.EqualTo(word + "\n"));
    }

    [Test]
    public async Task Paused_NothingRuns_ResumedItGoesOn(CancellationToken cancellation)
    {
        var busy = _guest.RequireAsync("i=0; while [ $i -lt 200000 ]; do i=$((i + 1)); done; echo $i", cancellation);
        for (var round = 0; round < 20; round++)
        {
            _guest.Pause();
            var processes = new GuestProcesses(_guest.ProcessId, TimeProvider.System).Alive();
            Assert.That(processes, Is.Not.Empty.And.All.Property(nameof(ProcessStat.IsStopped)).True);
            Assert.That(async () => await _guest.RunAsync("true", cancellation), Throws.InvalidOperationException);
            _guest.Resume();
        }

        Assert.That(await busy, Is.EqualTo("200000\n"));
        Assert.That(_guest.KernelLog, Has.None.Contains("child stopped with signal"));
    }

    [Test]
    public async Task Canary_IsWhatTheHostSays(CancellationToken cancellation)
    {
        var pages = new CanaryPages(seed: 12_345, count: 4096);
        await _guest.WriteCanaryAsync("c1", pages, cancellation);
        var sum = await _guest.RequireAsync("sha256sum </canary/c1", cancellation);
        await _guest.RemoveCanaryAsync("c1", cancellation);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var page = new byte[CanaryPages.PageSize];
        for (var i = 0; i < pages.Count; i++)
        {
            pages.Write(i, page);
            hash.AppendData(page);
        }

        Assert.That(sum, Does.StartWith(Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    [Test]
    public async Task UsedMemory_IsMissingUntilReleased(CancellationToken cancellation)
    {
        var before = await _guest.ReadFreeMemoryAsync(cancellation);
        await _guest.UseMemoryAsync(64, cancellation);
        var used = await _guest.ReadFreeMemoryAsync(cancellation);
        await _guest.ReleaseMemoryAsync(cancellation);
        var released = await _guest.ReadFreeMemoryAsync(cancellation);

        // The rest of the guest goes on meanwhile: its caches grow, and freed pages wait on per-CPU lists.
        const int Others = 4 << 10;
        Assert.That(before.FreeKiB - used.FreeKiB, Is.GreaterThan((64 << 10) - Others));
        Assert.That(released.FreeKiB - used.FreeKiB, Is.GreaterThan((64 << 10) - Others));
        Assert.That(released.Zones.Sum(zone => zone.FreePages()) * 4, Is.EqualTo(released.FreeKiB).Within(8 << 10));
    }

    [Test]
    public async Task Statistics_CountFaults(CancellationToken cancellation)
    {
        var before = await _guest.ReadStatisticsAsync(cancellation);
        var after = await _guest.ReadStatisticsAsync(cancellation);

        Assert.That(after.MinorFaults, Is.GreaterThan(before.MinorFaults));
        Assert.That(after.TotalMemoryKiB, Is.EqualTo(before.TotalMemoryKiB).And.GreaterThan(200 << 10));
    }

    [Test]
    public void NoDevice_ReadingItsFeatures_SaysSo()
    {
        Assert.That(async () => await _guest.ReadFeaturesAsync(), Throws.TypeOf<GuestException>()
            .With.Property(nameof(GuestException.Failure)).EqualTo(GuestFailure.CommandFailed)
            .And.Property(nameof(GuestException.Summary)).Contains("virtio0"));
    }
}
