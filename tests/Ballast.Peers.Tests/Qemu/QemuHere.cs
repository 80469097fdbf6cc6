using Ballast.Peers.Qemu;

namespace Ballast.Peers.Tests.Qemu;

internal static class QemuHere
{
    private static readonly Lazy<QemuAvailability> Probed = new(() => new QemuPeer().Probe());

    public static QemuProgram Program()
    {
        var availability = Probed.Value;
        if (availability.IsAvailable)
            return availability.Program;

        var reason = $"{availability.Reason}; {availability.Remedy}";
        if (Environment.GetEnvironmentVariable("BALLAST_PEERS") == "required")
            Assert.Fail(reason);
        Assert.Ignore(reason);
        throw new InvalidOperationException(reason);
    }

    public static Task<QemuMachine> StartAsync(QemuMachineOptions options, CancellationToken cancellation) =>
        QemuMachine.StartAsync(Program(), options, cancellation);
}
