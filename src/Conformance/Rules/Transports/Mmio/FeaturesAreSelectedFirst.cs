using Ballast.Conformance.Clauses;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>Which word of features is meant is written before the word is accessed.</summary>
/// <param name="clause">The clause.</param>
/// <param name="select">The register that chooses the word.</param>
/// <param name="features">The register of the word.</param>
internal sealed class FeaturesAreSelectedFirst(ClauseId clause, int select, int features) : MmioRule(clause)
{
    private bool _isSelected;

    protected override void Read(RegisterRead read, int register, ulong value)
    {
        if (register == features && features == MmioRegister.DeviceFeatures) Look(read);
    }

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (register == select) _isSelected = true;
        else if (register == MmioRegister.Status && value == 0) _isSelected = false;
        else if (register == features && features == MmioRegister.DriverFeatures) Look(written);
    }

    private void Look(TraceEvent e)
    {
        if (Registers.WasReset) Check(e, _isSelected, $"{At(features)} is accessed before a word is chosen through {At(select)}");
    }
}
