using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>The device's half of a virtqueue, split or packed.</summary>
public interface IDeviceQueue
{
    /// <summary>Number of entries.</summary>
    ushort Size { get; }

    /// <summary>How many chains have been taken, modulo 2^16: what a transport calls the last available index.</summary>
    ushort NextAvailable { get; }

    /// <summary>Takes the next chain that the driver made available.</summary>
    /// <param name="chain">The chain, when one was there and well formed.</param>
    /// <param name="violation">What is wrong with the ring or the chain, when the driver broke it. The queue is unusable from then on until it is set up anew.</param>
    /// <returns>Whether a chain was taken.</returns>
    bool TryPop([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DescriptorChain? chain, out Violation? violation);

    /// <summary>Returns a chain to the driver.</summary>
    /// <param name="chain">A chain that was popped and not yet used.</param>
    /// <param name="length">Bytes written into it, from its first writable byte on.</param>
    /// <returns>What is wrong with the ring, if the entry could not be written.</returns>
    Violation? Use(DescriptorChain chain, uint length);

    /// <summary>Goes on in other guest memory, where the ring must lie at the same addresses. Chains that are held stay held.</summary>
    void AttachMemory(GuestMemory memory);

    /// <summary>Whether the driver wants to be told of what was used since this was last asked.</summary>
    bool ShouldNotifyDriver();
}
