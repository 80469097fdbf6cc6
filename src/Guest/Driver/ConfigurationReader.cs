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

    // driver.config.1 and .2: the field is read again until no change fell in between.
    private unsafe uint Read(int offset)
    {
        Le32 value = default;
        if (!context.Decisions.ReadsGeneration)
        {
            context.Transport.ReadConfiguration(offset, new Span<byte>(&value, sizeof(Le32)));
            return value;
        }
        for (int tries = 0; tries < MostTries; tries++)
        {
            uint before = context.Transport.ReadConfigurationGeneration();
            context.Transport.ReadConfiguration(offset, new Span<byte>(&value, sizeof(Le32)));
            if (context.Decisions.IsConsistent(before, context.Transport.ReadConfigurationGeneration())) return value;
        }
        context.Refuse(new("2.5.1", $"the configuration changed during each of {MostTries} reads of {BalloonConfiguration.NameOf(offset)}"));
        return value;
    }

    private unsafe void Write(int offset, uint number)
    {
        Le32 value = number;
        context.Transport.WriteConfiguration(offset, new ReadOnlySpan<byte>(&value, sizeof(Le32)));
    }
}
