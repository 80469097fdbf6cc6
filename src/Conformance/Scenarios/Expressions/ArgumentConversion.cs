using System.Globalization;
using System.Numerics;

namespace Ballast.Conformance.Scenarios;

/// <summary>Turns the text of an argument into the type that the step's method asks for.</summary>
internal static class ArgumentConversion
{
    /// <exception cref="FormatException">The text is not such a value.</exception>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    /// <exception cref="NotSupportedException">There is no conversion to this type.</exception>
    public static object? FromText(string? text, Type target)
    {
        var underlying = Nullable.GetUnderlyingType(target);
        if (text is null && (underlying is not null || !target.IsValueType))
            return null;
        var type = underlying ?? target;
        text ??= "";
        if (type == typeof(string) || type == typeof(object))
            return text;
        if (type.IsEnum)
            return Enum.TryParse(type, text, ignoreCase: true, out var value) && Enum.IsDefined(type, value)
                ? value
                : throw new FormatException($"'{text}' is none of {string.Join(", ", Enum.GetNames(type))}");
        return Number(text, type) ?? Other(text, type)
            ?? throw new NotSupportedException($"'{text}' cannot become a {type.Name}: define a parameter type for it");
    }

    private static object? Number(string text, Type type)
    {
        var culture = CultureInfo.InvariantCulture;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Byte => byte.Parse(text, culture),
            TypeCode.SByte => sbyte.Parse(text, culture),
            TypeCode.Int16 => short.Parse(text, culture),
            TypeCode.UInt16 => ushort.Parse(text, culture),
            TypeCode.Int32 => int.Parse(text, culture),
            TypeCode.UInt32 => uint.Parse(text, culture),
            TypeCode.Int64 => long.Parse(text, culture),
            TypeCode.UInt64 => ulong.Parse(text, culture),
            TypeCode.Single => float.Parse(text, culture),
            TypeCode.Double => double.Parse(text, culture),
            TypeCode.Decimal => decimal.Parse(text, NumberStyles.Float, culture),
            _ => type == typeof(BigInteger) ? BigInteger.Parse(text, culture) : null,
        };
    }

    private static object? Other(string text, Type type)
    {
        if (type == typeof(bool))
            return bool.Parse(text);
        if (type == typeof(char))
            return char.Parse(text);
        if (type == typeof(TimeSpan))
            return TimeSpan.Parse(text, CultureInfo.InvariantCulture);
        return null;
    }
}
