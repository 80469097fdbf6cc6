using System.Text;
using Ballast.Peers.VhostUser.Payloads;

namespace Ballast.Peers.VhostUser;

/// <summary>Messages as a person reads them.</summary>
internal static class MessageText
{
    /// <summary>The protocol's name of a request: SET_VRING_KICK for SetVringKick.</summary>
    public static string NameOf(FrontEndRequest request) => Enum.IsDefined(request) ? InCapitals(request.ToString()) : $"request {(uint)request}";

    /// <summary>The protocol's name of a back end's request.</summary>
    public static string NameOf(BackEndRequest request) => Enum.IsDefined(request) ? InCapitals(request.ToString()) : $"back-end request {(uint)request}";

    private static string InCapitals(string camelCase)
    {
        var name = new StringBuilder();
        foreach (char c in camelCase)
        {
            if (char.IsUpper(c) && name.Length > 0) name.Append('_');
            name.Append(char.ToUpperInvariant(c));
        }
        return name.ToString();
    }

    public static string Of(VhostUserMessage message)
    {
        string ack = message.Flags.HasFlag(VhostUserFlags.NeedReply) ? " need_reply" : "";
        string descriptors = message.DescriptorCount switch { 0 => "", 1 => " +1 descriptor", var n => $" +{n} descriptors" };
        return $"{NameOf((FrontEndRequest)message.Request)} {Content((FrontEndRequest)message.Request, message)}{descriptors}{ack}";
    }

    public static string OfReply(FrontEndRequest request, ReadOnlySpan<byte> payload) => $"{NameOf(request)} {Bytes(payload)}";

    private static string Content(FrontEndRequest request, VhostUserMessage message) => (message.Payload.Length, request) switch
    {
        (0, _) => "",
        (VringAddresses.Size, FrontEndRequest.SetVringAddr) => message.Read<VringAddresses>().ToString(),
        (VringState.Size, FrontEndRequest.SetVringNum or FrontEndRequest.SetVringBase or FrontEndRequest.GetVringBase
            or FrontEndRequest.SetVringEnable or FrontEndRequest.VringKick) => message.Read<VringState>().ToString(),
        (sizeof(ulong), _) => $"0x{message.Read<ulong>():x}",
        ( >= 8 + RegionDescription.Size, FrontEndRequest.SetMemTable or FrontEndRequest.AddMemReg or FrontEndRequest.RemMemReg) =>
            $"{message.Read<uint>()} {message.Read<RegionDescription>(8)}",
        ( >= ConfigurationRange.Size, FrontEndRequest.GetConfig or FrontEndRequest.SetConfig) =>
            $"{message.Read<ConfigurationRange>()} {Bytes(message.Payload[ConfigurationRange.Size..])}",
        _ => Bytes(message.Payload),
    };

    private static string Bytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= 64 ? Convert.ToHexStringLower(bytes) : $"{Convert.ToHexStringLower(bytes[..64])}… ({bytes.Length} bytes)";
}
