using System.Text;

namespace Ballast.Virtio.Tests.Tracing;

/// <summary>Takes a number of characters, then fails.</summary>
internal sealed class FullDisk(int room) : TextWriter
{
    private int _left = room;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (_left-- <= 0) throw new IOException("no space left on device");
    }
}
