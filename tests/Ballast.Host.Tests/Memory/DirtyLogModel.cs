namespace Ballast.Host.Tests.Memory;

/// <summary>What a dirty log must do, with two plain arrays.</summary>
internal sealed class DirtyLogModel(ulong pages)
{
    private readonly bool[] _setUp = new bool[pages];
    private readonly bool[] _written = new bool[pages];
    private bool _logging;

    public void Start()
    {
        _logging = true;
        Array.Clear(_written);
    }

    public void Stop()
    {
        _logging = false;
        Array.Clear(_written);
        Array.Clear(_setUp);
    }

    public void MarkAll() => Array.Fill(_setUp, true);

    public void MarkWritten(ulong offset, ulong length)
    {
        for (ulong page = 0; _logging && page < (ulong)_written.Length; page++)
        {
            ulong start = page * 4096;
            if (length > 0 && start + 4096 > offset && (start < offset || start - offset < length)) _written[page] = true;
        }
    }

    public ulong ClearFree(ulong firstPage, ulong[] free)
    {
        ulong cleared = 0;
        for (ulong i = 0; i < (ulong)free.Length * 64 && firstPage + i < (ulong)_setUp.Length; i++)
        {
            ref bool mark = ref _setUp[firstPage + i];
            if ((free[i / 64] >> (int)(i % 64) & 1) == 0 || !mark) continue;
            mark = false;
            if (!_written[firstPage + i]) cleared++;
        }
        return cleared;
    }

    public ulong Synchronise(ulong[] bitmap)
    {
        ulong moved = 0;
        for (int page = 0; page < _setUp.Length; page++)
        {
            ulong bit = 1UL << (page % 64);
            if ((_setUp[page] || _written[page]) && (bitmap[page / 64] & bit) == 0)
            {
                bitmap[page / 64] |= bit;
                moved++;
            }
            _setUp[page] = _written[page] = false;
        }
        return moved;
    }

    public ulong CountMarked() => (ulong)_setUp.Zip(_written).Count(p => p.First || p.Second);
}
