using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>What accesses to registers and interrupts say; null for every other event.</summary>
internal static class RegisterText
{
    public static (string What, string Details)? Of(TraceEvent e) => e switch
    {
        RegisterRead read => ("reads register", Access(read.Space, read.Offset, read.Width, read.Value)),
        RegisterWritten written => ("writes register", Access(written.Space, written.Offset, written.Width, written.Value)),
        InterruptLineChanged changed => ("interrupt", $"line {changed.Line} {(changed.IsRaised ? "raised" : "lowered")}"),
        InterruptMessageSent sent => ("interrupt", $"vector {sent.Vector}"),
        _ => null,
    };

    private static string Access(RegisterSpace space, uint offset, int width, ulong value) =>
        $"{TraceNames.Spaces[space]} +0x{offset:x2}{(width == 4 ? "" : $", {width} byte{(width == 1 ? "" : "s")}")} = 0x{value:x}";
}
