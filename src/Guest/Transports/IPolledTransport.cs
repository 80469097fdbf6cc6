using Ballast.Virtio.Transport;

namespace Ballast.Guest.Transports;

/// <summary>A transport whose device keeps what it has notified of until somebody looks: a driver may also ask for it.</summary>
public interface IPolledTransport : ITransport
{
    /// <summary>Looks whether there is something to be told, as on an interrupt, and tells the driver.</summary>
    void LookForInterrupt();
}
