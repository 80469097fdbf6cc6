using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>The host asks by completing the primed buffer with lowmem as a 64-bit number, used length 8.</summary>
internal sealed class RequestCarriesLowMemory : BitmapRule
{
    public override ClauseId Clause => "bitmap.request.1";

    protected override void Look(TraceEvent e)
    {
        if (e is not ChainUsed used || !Exchange.IsRequest(used)) return;
        if (used.Length != BitmapExchange.RequestBytes) Broken(e, $"the request has used length {used.Length}");
        else if (used.Content is not FreePageRequest { LowMemory: var low }) Broken(e, "the request carries no number");
        else Check(e, Context.Machine is not { } machine || low == machine.LowMemory, $"the request says lowmem is 0x{low:x}, and it is 0x{Context.Machine?.LowMemory:x}");
    }
}
