using System.Runtime.InteropServices;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <content>The configuration space (vhost-user, GET_CONFIG and SET_CONFIG).</content>
public sealed partial class VhostUserFrontEnd
{
    private int _generation;

    /// <inheritdoc/>
    public uint ReadConfigurationGeneration() => (uint)Volatile.Read(ref _generation);

    /// <inheritdoc/>
    public int ConfigurationSize => !Has(ProtocolFeatures.Config) ? 0 : _options.ConfigurationSize ?? BalloonConfiguration.SizeWith(_firstOffered, Dialect.Hint);

    /// <inheritdoc/>
    public void ReadConfiguration(int offset, Span<byte> destination)
    {
        NeedConfiguration();
        destination.Clear();
        int end = Math.Min(offset + destination.Length, Math.Min(ConfigurationSize, ConfigurationRange.MaximumLength));
        if (offset >= end) return;
        var range = new ConfigurationRange((uint)offset, (uint)(end - offset), 0);
        byte[] answer = Ask(FrontEndRequest.GetConfig, [.. Bytes(range), .. new byte[end - offset]], size: null);
        if (answer.Length < ConfigurationRange.Size)
        {
            throw answer.Length == 0
                ? Refused(range)
                : Broken(FrontEndRequest.GetConfig, $"the answer has {answer.Length} bytes, where {ConfigurationRange.Size} at least belong");
        }
        var given = MemoryMarshal.Read<ConfigurationRange>(answer);
        // An answer of no bytes says that it went wrong.
        if (given.Length == 0) throw Refused(range);
        var bytes = answer.AsSpan(ConfigurationRange.Size);
        if (given.Length != range.Length || given.Offset != range.Offset || bytes.Length != (int)range.Length)
        {
            throw Broken(FrontEndRequest.GetConfig,
                $"the answer is {given.Length} bytes at {given.Offset} in {bytes.Length} bytes, where {range.Length} at {range.Offset} were asked for");
        }
        bytes.CopyTo(destination);
    }

    /// <inheritdoc/>
    public void WriteConfiguration(int offset, ReadOnlySpan<byte> source)
    {
        NeedConfiguration();
        source = source[..Math.Clamp(ConfigurationRange.MaximumLength - offset, 0, source.Length)];
        if (source.IsEmpty) return;
        // A refusal is what becomes of a field that is not writable: a driver sees that it stays as it was.
        TryDo(FrontEndRequest.SetConfig, [.. Bytes(new ConfigurationRange((uint)offset, (uint)source.Length, 0)), .. source]);
    }

    private void NeedConfiguration()
    {
        if (!Has(ProtocolFeatures.Config)) throw new NotSupportedException("the back end has no configuration: it does not offer VHOST_USER_PROTOCOL_F_CONFIG");
    }

    private static VhostUserException Refused(ConfigurationRange range) =>
        new(MessageText.NameOf(FrontEndRequest.GetConfig), $"the back end refuses {range.Length} bytes at {range.Offset}", endsConnection: false);
}
