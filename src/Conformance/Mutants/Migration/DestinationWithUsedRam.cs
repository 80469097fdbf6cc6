using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Does not make its RAM read as zero before the first page arrives: what somebody else left there stays.</summary>
internal sealed class DestinationWithUsedRam(IRam ram) : MigrationDestination(ram)
{
    private const byte Left = 0x5a;

    protected override void Prepare(IRamBlock block)
    {
        const int Piece = 1 << 20;
        for (ulong at = 0; at < block.Length; at += Piece) block.Bytes(at, (int)Math.Min(Piece, block.Length - at)).Fill(Left);
    }
}
