namespace Ballast.Guest.Transports;

/// <summary>A device does not offer what a driver needs to reach it; the message says what. A driver fails gracefully on it.</summary>
public sealed class TransportException : Exception
{
    /// <summary>A device that cannot be driven.</summary>
    public TransportException(string message) : base(message)
    {
    }
}
