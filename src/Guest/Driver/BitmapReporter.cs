using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ballast.Guest.Memory;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Guest.Driver;

/// <summary>Answers requests for a bitmap of free pages (bitmap dialect).</summary>
internal sealed class BitmapReporter(DriverContext context, DriverQueue queue, PageBlock page)
{
    private const int HeaderBuffers = 2;

    private static readonly object Primed = new();

    private readonly HashSet<Answer> _answers = [];

    /// <summary>Answers that the device has not given back.</summary>
    public int Outstanding => _answers.Count;

    /// <summary>Makes the buffer for the next request available (bitmap.prime.1).</summary>
    public void Prime() => queue.TryAdd(new Buffer(page.Address, context.Decisions.PrimedBytes, IsDeviceWritable: true), Primed);

    public void Notify() => queue.Notify();

    public void Used()
    {
        for (int back = queue.Outstanding; back > 0 && queue.TryTakeUsed(out var used); back--)
        {
            if (used.Token is Answer answer) Release(answer);
            else Requested(used);
        }
        queue.Notify();
    }

    /// <summary>Forgets everything, after a reset.</summary>
    public void Abandon()
    {
        foreach (var answer in _answers.ToArray()) Release(answer);
        context.Allocator.Free(page);
    }

    private void Requested(UsedBuffer used)
    {
        if (ReadRequest(used) is { } lowMemory)
        {
            TryAnswer(context.Decisions.Geometry(context.Allocator.Map, lowMemory));
            if (!context.Decisions.NotifiesOnce) queue.Notify();
        }
        // bitmap.prime.2: as a chain of its own; also after a request that was refused.
        if (context.Decisions.PrimesAgain) Prime();
    }

    private ulong? ReadRequest(UsedBuffer used)
    {
        // bitmap.request.1
        if (!context.Decisions.IsWholeRequest(used.Length))
        {
            context.Refuse(new("bitmap.request.1", $"a request has used length {used.Length} instead of {FreePageRequestWire.Size}"));
            return null;
        }
        context.Memory.TryRead(page.Address, out FreePageRequestWire request);
        if (context.Decisions.Refuse(context.Allocator.Map, request.LowMemory) is not { } violation) return request.LowMemory;
        context.Refuse(violation);
        return null;
    }

    private void TryAnswer(BitmapGeometry geometry)
    {
        // Its own memory is taken first, so that it is not among the free pages.
        if (!TryAllocate(geometry.Bytes, out var answer)) return;
        var words = new ulong[geometry.Words];
        foreach (var block in context.Decisions.Report(context.Allocator.FreeBlocks())) SetRange(words, geometry.IndexOf(block.Frame), block.Pages);
        Write(answer, words, context.Allocator.FreePageCount);
        var buffers = new Buffer[HeaderBuffers + answer.Bitmap.Count];
        buffers[0] = new(answer.Header.Address, sizeof(ulong), IsDeviceWritable: false);
        buffers[1] = new(answer.Header.Address + sizeof(ulong), sizeof(ulong), IsDeviceWritable: false);
        ulong left = geometry.Bytes;
        for (int i = 0; i < answer.Bitmap.Count; i++)
        {
            uint here = (uint)Math.Min(left, answer.Bitmap[i].Length);
            buffers[HeaderBuffers + i] = new(answer.Bitmap[i].Address, here, IsDeviceWritable: false);
            left -= here;
        }
        if (queue.TryAdd(buffers, answer)) _answers.Add(answer);
        else Release(answer);
    }

    private bool TryAllocate(ulong bytes, out Answer answer)
    {
        answer = new(default, []);
        if (!context.Allocator.TryAllocate(0, out var header)) return false;
        answer = new(header, []);
        int order = PageBlock.OrderOf(bytes);
        for (ulong held = 0; held < bytes;)
        {
            // A descriptor is kept for the primed buffer.
            bool hasRoom = HeaderBuffers + answer.Bitmap.Count + 1 < queue.FreeDescriptors;
            while (order > 0 && (ulong)PageRun.PageSize << (order - 1) >= bytes - held) order--;
            PageBlock block = default;
            while (hasRoom && !context.Allocator.TryAllocate(order, out block))
            {
                if (!context.Decisions.SplitsBitmap || --order < 0) hasRoom = false;
            }
            if (!hasRoom)
            {
                // The host's wait is bounded: better no answer than a wrong one.
                Release(answer);
                return false;
            }
            answer.Bitmap.Add(block);
            held += block.Length;
        }
        return true;
    }

    private void Write(Answer answer, ulong[] words, ulong freePages)
    {
        context.Memory.TryWrite(answer.Header.Address, context.Decisions.AnswerHeader(freePages, (ulong)words.Length * sizeof(ulong)));
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(words, words);
        var bytes = MemoryMarshal.AsBytes<ulong>(words);
        foreach (var block in answer.Bitmap)
        {
            int here = (int)Math.Min((uint)bytes.Length, block.Length);
            context.Memory.TryWrite(block.Address, bytes[..here]);
            bytes = bytes[here..];
        }
    }

    private static void SetRange(ulong[] words, ulong first, ulong count)
    {
        ulong end = Math.Min(first + count, (ulong)words.Length * 64);
        while (first < end)
        {
            int bit = (int)(first & 63);
            int here = (int)Math.Min(64 - (ulong)bit, end - first);
            words[first >> 6] |= ulong.MaxValue >> (64 - here) << bit;
            first += (ulong)here;
        }
    }

    private void Release(Answer answer)
    {
        _answers.Remove(answer);
        context.Allocator.Free(answer.Header);
        foreach (var block in answer.Bitmap) context.Allocator.Free(block);
    }

    private sealed class Answer(PageBlock header, List<PageBlock> bitmap)
    {
        public PageBlock Header => header;

        public List<PageBlock> Bitmap => bitmap;
    }
}
