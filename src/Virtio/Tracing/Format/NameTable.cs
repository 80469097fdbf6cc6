using System.Diagnostics.CodeAnalysis;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>The names under which the values of an enumeration stand in a trace.</summary>
internal sealed class NameTable<T>(string what, params (T Value, string Name)[] names) where T : struct, Enum
{
    public string What => what;

    public string this[T value]
    {
        get
        {
            foreach (var (known, name) in names)
            {
                if (EqualityComparer<T>.Default.Equals(known, value)) return name;
            }
            throw new ArgumentOutOfRangeException(nameof(value), value, $"there is no such {what}");
        }
    }

    public bool TryParse([NotNullWhen(true)] string? text, out T value)
    {
        foreach (var (known, name) in names)
        {
            if (name != text) continue;
            value = known;
            return true;
        }
        value = default;
        return false;
    }
}
