using Ballast.Conformance.Rules;
using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.QemuStreams;

/// <summary>What a recorded stream makes of the guest whose trace is at hand.</summary>
/// <param name="Image">The stream.</param>
/// <param name="Block">The block that holds the guest's RAM.</param>
/// <param name="Findings">What that says about clauses.</param>
public sealed record StreamJudgement(QemuStreamImage Image, QemuRamBlock Block, IReadOnlyList<Finding> Findings)
{
    /// <summary>How many pages the trace says the guest uses, whose content is known and was compared.</summary>
    public required ulong ComparedPages { get; init; }

    /// <summary>How many pages the guest uses whose content the trace does not tell: they only had to be sent.</summary>
    public required ulong UntoldPages { get; init; }

    /// <summary>How many pages were hinted and not used again.</summary>
    public required ulong HintedPages { get; init; }

    /// <summary>How many of those are nowhere in the stream.</summary>
    public required ulong SavedPages { get; init; }

    /// <summary>Bytes of stream that their records would have taken.</summary>
    public required ulong SavedBytes { get; init; }

    /// <summary>Pages of RAM that are wrong.</summary>
    public required PageSet Wrong { get; init; }

    /// <summary>The first of them with their history.</summary>
    public required IReadOnlyList<WrongPage> WrongPages { get; init; }
}
