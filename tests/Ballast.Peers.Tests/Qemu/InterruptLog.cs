using System.Collections.Concurrent;
using Ballast.Virtio.Machine;

namespace Ballast.Peers.Tests.Qemu;

internal sealed class InterruptLog : IInterruptListener
{
    private readonly ConcurrentQueue<string> _seen = new();

    public IReadOnlyList<string> Seen => [.. _seen];

    public void LineChanged(int line, bool isRaised) => _seen.Enqueue($"{(isRaised ? "raise" : "lower")} {line}");

    public void MessageSent(int vector) => _seen.Enqueue($"message {vector}");
}
