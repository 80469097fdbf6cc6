using Ballast.Virtio.Machine;

namespace Ballast.Conformance.Testbeds;

/// <summary>Takes the interrupts from a driver: what they tell stays in the registers until a step looks there.</summary>
internal sealed class UnheededInterrupts : IInterruptListener
{
    public void LineChanged(int line, bool isRaised)
    {
    }

    public void MessageSent(int vector)
    {
    }
}
