using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Notifies the device of the answer, and again of the buffer.</summary>
internal sealed class NotifiesTwice : DriverDecisions
{
    public override bool NotifiesOnce => false;
}
