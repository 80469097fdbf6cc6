using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Testbeds;

/// <summary>Which registers of a device lie where.</summary>
internal interface IRegisterMap
{
    /// <summary>The structure that a port or an address belongs to, and the offset in it; null where it is none of the device's.</summary>
    (RegisterSpace Space, uint Offset)? Find(bool isPort, ulong address);

    /// <summary>Something was written, which may have moved registers.</summary>
    void Written(bool isPort, ulong address, int width, ulong value);
}
