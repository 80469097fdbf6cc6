using System.Diagnostics.CodeAnalysis;
using Ballast.Virtio;
using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Guest.Driver;

/// <content>The reset of the queue alone (virtio 1.4, 2.6.1): what the device had not used by then is sent once more.</content>
internal sealed partial class DriverQueue
{
    private readonly Dictionary<ushort, Sent> _sent = [];
    private int _count;

    /// <summary>Whether the queue is being reset: nothing goes over it, and nothing comes back.</summary>
    public bool IsResetting { get; private set; }

    public void BeginReset()
    {
        IsResetting = true;
        _context.Transport.ResetQueue(Index);
    }

    /// <summary>Sets the queue up again after its reset, elsewhere and with half as many entries where those will do.</summary>
    // driver.queue-reset.re-enable.1: the values may be others, but all of them are told.
    public bool TryRenew([NotNullWhen(false)] out string? reason)
    {
        int inUse = Size - _ring.FreeDescriptors;
        var options = RingOptions.For(_context.Accepted, _context.ByteOrder);
        ushort size = (ushort)(Size / 2 > inUse ? Size / 2 : Size);
        if (!TryMake(_context, Index, size, options, out var block, out var ring, out reason)) return false;
        Release();
        (_block, _ring) = (block, ring);
        if (_context.Decisions.ConfiguresAfterReset) _context.Transport.ConfigureQueue(Index, _ring.Addresses);
        _context.Transport.EnableQueue(Index);
        IsResetting = false;
        _violations = 0;
        SendAgain();
        return true;
    }

    private void Remember(ushort head, ReadOnlySpan<Buffer> buffers, object? token)
    {
        if (_context.Accepted.Has(Feature.RingReset)) _sent[head] = new(_count++, buffers.ToArray(), token);
    }

    private void SendAgain()
    {
        var sent = _sent.Values.OrderBy(s => s.Number).ToList();
        _sent.Clear();
        foreach (var (_, buffers, token) in sent) TryAdd(buffers, token);
        Notify();
    }

    private sealed record Sent(int Number, Buffer[] Buffers, object? Token);
}
