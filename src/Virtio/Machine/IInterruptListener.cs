namespace Ballast.Virtio.Machine;

/// <summary>Told of a machine's interrupts. Implementations only note the fact and return; they never reach for the machine within the call.</summary>
public interface IInterruptListener
{
    /// <summary>The level of an interrupt line (INTx, or that of an MMIO device) has changed.</summary>
    /// <param name="line">Number of the line at the interrupt controller.</param>
    /// <param name="isRaised">Whether the line is active now.</param>
    void LineChanged(int line, bool isRaised);

    /// <summary>A device has written the message of a vector (MSI-X).</summary>
    /// <param name="vector">The number that <see cref="IMachineBus.TargetOf"/> was given.</param>
    void MessageSent(int vector);
}
