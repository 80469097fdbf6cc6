using Ballast.Host.Devices;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Host.Balloon;

/// <summary>inflateq and deflateq: arrays of guest frame numbers, however they are split (virtio 1.4, 5.5.6).</summary>
internal sealed class PageFrameQueue(BalloonDevice device, BalloonQueue role) : QueueHandler
{
    public override void Handle(DescriptorChain chain)
    {
        if (chain.WritableLength > 0) device.Refuse(new("5.5.6", $"{chain.WritableLength} bytes of a {role} buffer are device-writable"));
        else if (!TryTake(chain)) return;
        device.Use(role, chain);
    }

    private bool TryTake(DescriptorChain chain)
    {
        if (device.Ram is not { } ram) return true;
        // Each page once is all that an array can mean; more would only keep the loop busy.
        ulong most = ram.Size >> PageRun.PageShift, outside = 0, firstOutside = 0;
        bool discard = device.ShouldDiscard(role);
        var frames = new PageFrameReader(chain, device.Memory, device.ByteOrder);
        while (frames.TryRead(out var run) && frames.Count <= most)
        {
            ulong missed = Take(ram, run, discard, out ulong firstMissed);
            if (outside == 0) firstOutside = firstMissed;
            outside += missed;
        }
        if (frames.IsBroken)
        {
            device.Break(new("2.6", $"a buffer of the {role} queue is not guest memory"));
            return false;
        }
        if (frames.Count > most) device.Refuse(new("5.5.6", $"an array of frame numbers is longer than the {most} pages of RAM"));
        if (outside > 0) device.Refuse(new("5.5.6", $"{outside} frames are not RAM, 0x{firstOutside:x} is the first"));
        return true;
    }

    private ulong Take(IRam ram, PageRun run, bool discard, out ulong firstOutside)
    {
        firstOutside = 0;
        ulong outside = 0;
        ulong frame = run.First;
        while (frame < run.End)
        {
            ulong pages = ram.TryLocate(frame << PageRun.PageShift, out var block, out ulong offset, out ulong contiguous)
                ? Math.Min(contiguous >> PageRun.PageShift, run.End - frame) : 0;
            if (pages == 0)
            {
                if (outside++ == 0) firstOutside = frame;
                frame++;
                continue;
            }
            Move(block!, offset, pages << PageRun.PageShift, discard);
            frame += pages;
        }
        return outside;
    }

    private void Move(IRamBlock block, ulong offset, ulong length, bool discard)
    {
        if (role == BalloonQueue.Deflate) device.Ballooned?.Deflate(block, offset, length);
        if (!discard) return;
        if (role == BalloonQueue.Inflate && device.Ballooned is { } ballooned) ballooned.Inflate(block, offset, length);
        else PageRanges.Discard(block, offset, length);
    }
}
