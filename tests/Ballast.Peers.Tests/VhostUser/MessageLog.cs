using System.Collections.Concurrent;
using Ballast.Peers.VhostUser;

namespace Ballast.Peers.Tests.VhostUser;

internal sealed class MessageLog : IVhostUserLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Write(string line) => _lines.Enqueue(line);
}
