using Ballast.Virtio.Memory;

namespace Ballast.Migration.Tests.Doubles;

/// <summary>A dirty log as its description says, one flag and one lock for everything.</summary>
internal sealed class PlainDirtyLog(ulong pages) : IDirtyLog
{
    private readonly Lock _gate = new();
    private readonly bool[] _setUp = new bool[pages], _written = new bool[pages];

    public bool IsLogging { get; private set; }

    public void Start()
    {
        lock (_gate)
        {
            Array.Clear(_written);
            IsLogging = true;
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            Array.Clear(_written);
            Array.Clear(_setUp);
            IsLogging = false;
        }
    }

    public void MarkAll()
    {
        lock (_gate) Array.Fill(_setUp, true);
    }

    public void MarkWritten(ulong offset, ulong length, DirtyClient by)
    {
        lock (_gate)
        {
            if (!IsLogging || length == 0) return;
            for (ulong page = offset >> PageRun.PageShift; page <= (offset + length - 1) >> PageRun.PageShift; page++) _written[page] = true;
        }
    }

    public ulong ClearFree(ulong firstPage, ReadOnlySpan<ulong> free)
    {
        Assert.That(firstPage % 64, Is.Zero);
        lock (_gate)
        {
            ulong cleared = 0;
            for (ulong i = 0; i < (ulong)free.Length * 64 && firstPage + i < pages; i++)
            {
                if ((free[(int)(i / 64)] >> (int)(i % 64) & 1) == 0 || !_setUp[firstPage + i]) continue;
                _setUp[firstPage + i] = false;
                if (!_written[firstPage + i]) cleared++;
            }
            return cleared;
        }
    }

    public ulong Synchronise(Span<ulong> migrationBitmap)
    {
        lock (_gate)
        {
            ulong moved = 0;
            for (ulong page = 0; page < pages; page++)
            {
                ulong bit = 1UL << (int)(page % 64);
                if ((_setUp[page] || _written[page]) && (migrationBitmap[(int)(page / 64)] & bit) == 0)
                {
                    migrationBitmap[(int)(page / 64)] |= bit;
                    moved++;
                }
            }
            Array.Clear(_setUp);
            Array.Clear(_written);
            return moved;
        }
    }

    public ulong CountMarked()
    {
        lock (_gate)
        {
            ulong marked = 0;
            for (ulong page = 0; page < pages; page++) marked += _setUp[page] || _written[page] ? 1ul : 0;
            return marked;
        }
    }
}
