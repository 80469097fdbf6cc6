using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Wire;

namespace Ballast.Host.Devices;

public abstract partial class VirtioDevice
{
    private readonly byte[] _configuration;
    private bool _configurationNotificationDue;

    /// <inheritdoc/>
    public uint ConfigurationGeneration { get; private set; }

    /// <inheritdoc/>
    public int ConfigurationSize => _configuration.Length;

    /// <inheritdoc/>
    public uint ReadConfigurationGeneration()
    {
        Record(new GenerationRead(ConfigurationGeneration));
        return ConfigurationGeneration;
    }

    // device.config.1: fields can be read at any time.
    /// <inheritdoc/>
    public virtual void ReadConfiguration(int offset, Span<byte> destination)
    {
        destination.Clear();
        if (offset >= 0 && offset < _configuration.Length)
        {
            int here = Math.Min(destination.Length, _configuration.Length - offset);
            _configuration.AsSpan(offset, here).CopyTo(destination);
        }
        foreach (var (start, width) in Accesses(offset, destination.Length))
            Record(new ConfigurationRead(offset + start, Number(destination.Slice(start, width)), width));
    }

    /// <inheritdoc/>
    public virtual void WriteConfiguration(int offset, ReadOnlySpan<byte> source)
    {
        foreach (var (start, width) in Accesses(offset, source.Length))
            Record(new ConfigurationWritten(offset + start, Number(source.Slice(start, width)), width));
        if (IgnoresConfigurationWrites)
        {
            Refuse(new("driver.suspend.5", "the configuration is written while the device is suspended"));
            return;
        }
        for (int i = 0; i < source.Length; i++)
        {
            long place = (long)offset + i;
            if (place < 0 || place >= _configuration.Length || _configuration[place] == source[i]) continue;
            int field = (int)place & ~3;
            if (WhyNotWritable(field) is { } refusal)
            {
                Refuse(refusal);
                i += field + 3 - (int)place;
                continue;
            }
            _configuration[place] = source[i];
        }
        OnConfigurationWritten(offset, source.Length);
    }

    /// <summary>The driver has written bytes of the configuration, as far as they are writable.</summary>
    protected virtual void OnConfigurationWritten(int offset, int length)
    {
    }

    // device.legacy.balloon.config.1: also for a big-endian guest.
    /// <summary>Byte order of the fields of the configuration.</summary>
    protected virtual ByteOrder ConfigurationByteOrder => ByteOrder.Little;

    /// <summary>Why the driver may not write the 32-bit field at this offset now; null when it may.</summary>
    protected abstract Violation? WhyNotWritable(int offset);

    /// <summary>The value of a 32-bit field of the configuration.</summary>
    protected internal uint Field(int offset) =>
        offset + sizeof(uint) <= _configuration.Length ? ConfigurationByteOrder.ReadUInt32(_configuration.AsSpan(offset)) : 0;

    /// <summary>Gives a 32-bit field the value that it has after a reset. Nobody is told.</summary>
    protected void ResetField(int offset, uint value)
    {
        if (Field(offset) == value || offset + sizeof(uint) > _configuration.Length) return;
        ConfigurationByteOrder.WriteUInt32(_configuration.AsSpan(offset), value);
        ConfigurationGeneration = GenerationAfter(ConfigurationGeneration);
    }

    /// <summary>Changes a 32-bit field and tells the driver.</summary>
    protected internal void ChangeField(int offset, uint value)
    {
        if (DefersChanges) Defer(offset, value);
        else ChangeField(offset, value, ShouldNotifyOf);
    }

    private void ChangeField(int offset, uint value, Func<int, bool> shouldNotify)
    {
        uint before = Field(offset);
        if (before == value || offset + sizeof(uint) > _configuration.Length) return;
        ConfigurationByteOrder.WriteUInt32(_configuration.AsSpan(offset), value);
        ConfigurationGeneration = GenerationAfter(ConfigurationGeneration);
        bool notify = MayNotify && shouldNotify(offset);
        // A driver that is setting itself up may have read the old value already.
        if ((Status & (DeviceStatus.DriverOk | DeviceStatus.Driver)) == DeviceStatus.Driver) _configurationNotificationDue = true;
        Record(new ConfigurationChanged(offset, before, value, notify));
        if (notify) _driver?.ConfigurationChanged();
    }

    // device.reset.2
    /// <summary>Whether the driver may be told of changes now.</summary>
    protected virtual bool MayNotify => IsRunning;

    /// <summary>Whether a change of this field is told to the driver.</summary>
    protected virtual bool ShouldNotifyOf(int offset) => true;

    /// <summary>The configuration generation after a change.</summary>
    protected virtual uint GenerationAfter(uint generation) => generation + 1;

    // As one event where the access has a natural width, else as the 32-bit fields that it covers.
    private static IEnumerable<(int Start, int Width)> Accesses(int offset, int length)
    {
        if (length is 1 or 2 or 4 or 8)
        {
            yield return (0, length);
            yield break;
        }
        for (int start = 0; start < length;)
        {
            int width = (offset + start) % 4 == 0 && length - start >= 4 ? 4 : 1;
            yield return (start, width);
            start += width;
        }
    }

    private static ulong Number(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = bytes.Length - 1; i >= 0; i--) value = value << 8 | bytes[i];
        return value;
    }
}
