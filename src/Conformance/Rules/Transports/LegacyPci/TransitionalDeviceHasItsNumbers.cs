using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>A device that answers to legacy drivers is found by the numbers that they look for.</summary>
/// <param name="clause">The clause.</param>
/// <param name="number">The number; null as long as it was not read.</param>
/// <param name="isRight">Whether it will do.</param>
/// <param name="name">Its name.</param>
internal sealed class TransitionalDeviceHasItsNumbers(ClauseId clause, Func<LegacyPciState, int?> number, Func<int, bool> isRight, string name) : LegacyPciRule(clause)
{
    public override void End(TraceEvent last)
    {
        if (Function.ServesLegacy && number(Function) is { } value) Check(last, isRight(value), $"the {name} of a device that answers to legacy drivers is 0x{value:x}");
    }
}
