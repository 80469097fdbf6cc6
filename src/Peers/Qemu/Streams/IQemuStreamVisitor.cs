namespace Ballast.Peers.Qemu.Streams;

/// <summary>
/// Told what a stream carries, in its order, while it is read: nothing is kept for it. Spans are valid during the call.
/// </summary>
public interface IQemuStreamVisitor
{
    /// <summary>What the stream says of the machine.</summary>
    void Configured(QemuConfiguration configuration) { }

    /// <summary>The RAM blocks, once, before any page.</summary>
    void Declared(IReadOnlyList<QemuRamBlock> blocks) { }

    /// <summary>A section begins.</summary>
    void SectionBegins(QemuSection section) { }

    /// <summary>A section ended, and its footer is right.</summary>
    /// <param name="section">The section.</param>
    /// <param name="position">Byte of the stream behind its footer.</param>
    void SectionEnded(QemuSection section, long position) { }

    /// <summary>A page with its content.</summary>
    void Page(in QemuPageRecord record, ReadOnlySpan<byte> content) { }

    /// <summary>A page that is zero.</summary>
    void ZeroPage(in QemuPageRecord record) { }

    /// <summary>A command to the destination.</summary>
    void Commanded(ushort command, ReadOnlySpan<byte> data) { }

    /// <summary>The state of a device.</summary>
    void Device(QemuSection section, ReadOnlySpan<byte> state) { }

    /// <summary>The stream was whole.</summary>
    /// <param name="length">Its bytes.</param>
    void Ended(long length) { }
}
