using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Primes twice the bytes of a request at first, and the right number after that was refused.</summary>
internal sealed class PrimesTooMuch : DriverDecisions
{
    private bool _wasRefused;

    public override uint PrimedBytes
    {
        get
        {
            uint bytes = _wasRefused ? base.PrimedBytes : 2 * base.PrimedBytes;
            _wasRefused = true;
            return bytes;
        }
    }
}
