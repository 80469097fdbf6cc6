using Ballast.Virtio.Balloon;
using Ballast.Virtio.Wire;

namespace Ballast.Guest.Driver;

/// <summary>Reads and writes the fields of a balloon's configuration space (virtio 1.4, 2.5 and 5.5.4).</summary>
internal sealed class ConfigurationReader(DriverContext context)
{
    private const int MostTries = 16;

    public uint NumPages => Read(BalloonConfiguration.NumPagesOffset);

    public CommandId FreePageHintCommandId => new(Read(BalloonConfiguration.FreePageHintCommandIdOffset));

    public void WriteActual(uint pages) => Write(BalloonConfiguration.ActualOffset, pages);

    public void WritePoisonValue(uint value) => Write(BalloonConfiguration.PoisonValueOffset, value);

    private ByteOrder Order => context.Decisions.ConfigurationByteOrder(context.ByteOrder);

    // driver.config.1 and .2: the field is read again until no change fell in between.
    private uint Read(int offset)
    {
        Span<byte> value = stackalloc byte[sizeof(uint)];
        if (!context.Decisions.ReadsGeneration)
        {
            context.Transport.ReadConfiguration(offset, value);
            return Order.ReadUInt32(value);
        }
        for (int tries = 0; tries < MostTries; tries++)
        {
            uint before = context.Transport.ReadConfigurationGeneration();
            context.Transport.ReadConfiguration(offset, value);
            if (context.Decisions.IsConsistent(before, context.Transport.ReadConfigurationGeneration())) return Order.ReadUInt32(value);
        }
        context.Refuse(new("2.5.1", $"the configuration changed during each of {MostTries} reads of {BalloonConfiguration.NameOf(offset)}"));
        return Order.ReadUInt32(value);
    }

    private void Write(int offset, uint number)
    {
        Span<byte> value = stackalloc byte[sizeof(uint)];
        Order.WriteUInt32(value, number);
        int width = context.Decisions.ConfigurationWidth;
        for (int at = 0; at < value.Length; at += width) context.Transport.WriteConfiguration(offset + at, value.Slice(at, width));
    }
}
