using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>
/// Reads the device-readable bytes of a chain once, from front to back. Costs no more than the bytes and the buffers,
/// however many of them the driver made.
/// </summary>
public ref struct ChainReader
{
    private readonly GuestMemory _memory;
    private readonly IReadOnlyList<Buffer> _buffers;
    private int _index;
    private ulong _position;

    /// <summary>Begins at the first readable byte.</summary>
    public ChainReader(DescriptorChain chain, GuestMemory memory)
    {
        _memory = memory;
        _buffers = chain.Buffers;
    }

    /// <summary>Whether a buffer turned out not to be guest memory: the bytes end there, though the chain goes on.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Copies the next bytes.</summary>
    /// <returns>How many there were: fewer than asked only at the end of the chain or where a buffer is not memory.</returns>
    public int Read(scoped Span<byte> destination)
    {
        int done = 0;
        while (done < destination.Length && !IsBroken && _index < _buffers.Count)
        {
            var buffer = _buffers[_index];
            if (buffer.IsDeviceWritable || _position == buffer.Length)
            {
                _index++;
                _position = 0;
                continue;
            }
            int here = (int)Math.Min((ulong)(destination.Length - done), buffer.Length - _position);
            if (buffer.Address > ulong.MaxValue - _position || !_memory.TryRead(buffer.Address + _position, destination.Slice(done, here)))
            {
                IsBroken = true;
                break;
            }
            done += here;
            _position += (ulong)here;
        }
        return done;
    }
}
