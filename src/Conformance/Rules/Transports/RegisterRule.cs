namespace Ballast.Conformance.Rules.Transports;

/// <summary>A rule about the registers and interrupts of a transport (virtio 1.4, chapter 4), which sees accesses to them.</summary>
internal abstract class RegisterRule : Rule
{
    public sealed override bool SeesRegisters => true;
}
