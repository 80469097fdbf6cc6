using Ballast.Peers.VhostUser.Native;
using Ballast.Peers.VhostUser.Payloads;

namespace Ballast.Peers.VhostUser;

/// <summary>What a request may look like: bytes of payload and number of descriptors.</summary>
internal readonly record struct RequestShape(int MinimumSize, int MaximumSize, int MinimumDescriptors, int MaximumDescriptors)
{
    /// <summary>The most payload that any message may have.</summary>
    public const int LargestPayload = 4096;

    /// <summary>The shape of a request, or null when this back end does not know it.</summary>
    public static RequestShape? Of(FrontEndRequest request) => request switch
    {
        FrontEndRequest.GetFeatures or FrontEndRequest.GetProtocolFeatures or FrontEndRequest.GetQueueNum => Exactly(0),
        FrontEndRequest.SetOwner or FrontEndRequest.ResetOwner or FrontEndRequest.ResetDevice => Exactly(0),
        FrontEndRequest.GetMaxMemSlots or FrontEndRequest.GetStatus => Exactly(0),
        FrontEndRequest.SetFeatures or FrontEndRequest.SetProtocolFeatures or FrontEndRequest.SetStatus => Exactly(sizeof(ulong)),
        FrontEndRequest.SetVringNum or FrontEndRequest.SetVringBase or FrontEndRequest.GetVringBase => Exactly(VringState.Size),
        FrontEndRequest.SetVringEnable or FrontEndRequest.VringKick => Exactly(VringState.Size),
        FrontEndRequest.SetVringAddr => Exactly(VringAddresses.Size),
        FrontEndRequest.SetVringKick or FrontEndRequest.SetVringCall or FrontEndRequest.SetVringErr => new(sizeof(ulong), sizeof(ulong), 0, 1),
        FrontEndRequest.SetMemTable => new(8, 8 + SocketMessages.MaximumDescriptors * RegionDescription.Size, 0, SocketMessages.MaximumDescriptors),
        FrontEndRequest.AddMemReg => new(8 + RegionDescription.Size, 8 + RegionDescription.Size, 1, 1),
        FrontEndRequest.RemMemReg => new(8 + RegionDescription.Size, 8 + RegionDescription.Size, 0, 1),
        FrontEndRequest.SetBackendReqFd => new(0, 0, 1, 1),
        FrontEndRequest.GetConfig or FrontEndRequest.SetConfig =>
            new(ConfigurationRange.Size, ConfigurationRange.Size + ConfigurationRange.MaximumLength, 0, 0),
        _ => null,
    };

    /// <summary>What is wrong with a message of this shape, if anything.</summary>
    public string? Check(VhostUserMessage message)
    {
        if (message.Payload.Length < MinimumSize || message.Payload.Length > MaximumSize)
            return $"{message.Payload.Length} bytes of payload where {Range(MinimumSize, MaximumSize)} belong";
        if (message.DescriptorCount < MinimumDescriptors || message.DescriptorCount > MaximumDescriptors)
            return $"{message.DescriptorCount} descriptors where {Range(MinimumDescriptors, MaximumDescriptors)} belong";
        return null;
    }

    private static RequestShape Exactly(int size) => new(size, size, 0, 0);

    private static string Range(int low, int high) => low == high ? $"{low}" : $"{low} to {high}";
}
