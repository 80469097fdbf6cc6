using System.Globalization;
using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Verdicts;

/// <summary>The command line that runs one scenario again, just as it was run.</summary>
public static class RunAgain
{
    /// <summary>The command line.</summary>
    /// <param name="result">What is to be run again.</param>
    /// <param name="driver">Who is the driver, as on the command line.</param>
    /// <param name="device">Who is the device.</param>
    /// <param name="seed">Seed of everything that is random.</param>
    public static string Of(ScenarioResult result, string driver, string device, ulong seed) => Of(result.Id, driver, device, seed, result.Variant);

    /// <summary>The command line.</summary>
    /// <param name="id">Feature file and line.</param>
    /// <param name="driver">Who is the driver, as on the command line.</param>
    /// <param name="device">Who is the device.</param>
    /// <param name="seed">Seed of everything that is random.</param>
    /// <param name="variant">What it is run over; null where it says so itself.</param>
    public static string Of(string id, string driver, string device, ulong seed, ScenarioVariant? variant = null) => string.Create(CultureInfo.InvariantCulture,
        $"ballast run {Quoted(id)}{Side("driver", driver)}{Side("device", device)}{Option("transport", variant?.Transport)}{Option("ring", variant?.Ring)} --seed {seed}");

    private static string Option(string option, string? value) => value is null ? "" : $" --{option} {value}";

    private static string Side(string option, string name) => name == "reference" ? "" : $" --{option} {Quoted(name)}";

    // What a shell takes as one word and as it stands.
    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:+=@,".Contains(c, StringComparison.Ordinal)) ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
