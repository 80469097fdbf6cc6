using System.CommandLine;
using System.CommandLine.Parsing;
using Ballast.Conformance.Migrations;
using Ballast.Guest.Workloads;
using Ballast.Host.Machine;
using Ballast.Migration;
using Ballast.Migration.Links;

namespace Ballast.Cli.Commands;

/// <summary>The options of `ballast migrate`, checked together: what cannot be done is said before anything is built.</summary>
internal sealed class MigrateArguments
{
    private readonly Option<string?> _guest = Text("--guest", "GUEST", "Whose RAM: reference, or linux (User Mode Linux).");
    private readonly Option<string?> _machine = Text("--machine", "TYPE", "Machine of the reference guest: q35 or i440fx.");
    private readonly Option<string?> _ram = Text("--ram", "SIZE", "RAM of the guest: 512M, 8G, 1T.");
    private readonly Option<string?> _workload = Text("--workload", "CASE", "State of the guest: idle, hog, cache, churn; with --compare also several, as idle,hog.");
    private readonly Option<string?> _filter = Text("--filter", "FILTER", "How free pages are kept out: none, bitmap or hint. With --compare bitmap, or hint for Linux.");
    private readonly Option<string?> _bandwidth = Text("--bandwidth", "RATE", "Rate of the link: 10Gbps, 1.25GB/s; no limit by default.");
    private readonly Option<int> _downtime = Number("--downtime", "MS", "How long the guest may stand still, in milliseconds.", 300);
    private readonly Option<int> _canaries = Number("--canaries", "PAGES", "Pages of known content that are looked for at the destination.", 2048);
    private readonly Option<int> _seed = Number("--seed", "N", "Seed of everything that is left to chance.", 1);
    private readonly Option<bool> _compare = new("--compare") { Description = "Migrate the same guest without and with the filter, and print the two tables of the 2016 series." };
    private readonly Option<string?> _to = Text("--to", "ADDR", "Migrate to a destination that listens: unix:/path or tcp:host:port.");
    private readonly Option<string?> _listen = Text("--listen", "ADDR", "Be the destination, and wait there for a source.");
    private readonly Option<string?> _json = Text("--json", "FILE", "Write the figures as JSON; - for standard output.");

    public IReadOnlyList<Option> All =>
        [_guest, _machine, _ram, _workload, _filter, _bandwidth, _downtime, _canaries, _seed, _compare, _to, _listen, _json];

    /// <summary>Refuses what does not fit, one error for each thing.</summary>
    public void Validate(CommandResult result)
    {
        if ((result.GetValue(_guest) ?? "reference") is not ("reference" or "linux")) result.AddError($"--guest '{(result.GetValue(_guest) ?? "reference")}': reference or linux.");
        if ((result.GetValue(_machine) ?? "q35") is not ("q35" or "i440fx")) result.AddError($"--machine '{(result.GetValue(_machine) ?? "q35")}': q35 or i440fx.");
        if (!ByteSize.TryParse((result.GetValue(_ram) ?? "1G"), out ulong ram, out string? error)) result.AddError($"--ram: {error}.");
        else if (ram is < PcMachineOptions.MinimumRamSize or > PcMachineOptions.MaximumRamSize || ram % 4096 != 0) result.AddError("--ram: 1M to 1T, in whole pages of 4 KiB.");
        if (result.GetValue(_filter) is { } filter && !TryParse<MigrationFilter>(filter, out _)) result.AddError($"--filter '{filter}': none, bitmap or hint.");
        if (result.GetValue(_bandwidth) is { } rate && !LinkRate.TryParse(rate, out _, out error)) result.AddError($"--bandwidth: {error}.");
        foreach (var address in (Option<string?>[])[_to, _listen])
        {
            if (result.GetValue(address) is { } text && !MigrationAddress.TryParse(text, out _, out error)) result.AddError($"{address.Name}: {error}.");
        }
        foreach (string name in Workloads((result.GetValue(_workload) ?? "idle")))
        {
            if (!TryParse<WorkloadKind>(name, out _)) result.AddError($"--workload '{name}': idle, hog, cache or churn.");
        }
        foreach (var number in (Option<int>[])[_downtime, _canaries])
        {
            // By what was written: the value itself cannot be asked for when it is no number.
            if (result.GetResult(number) is { Implicit: false, Tokens: [{ Value: var text }] } && !(int.TryParse(text, out int value) && value is >= 0 and <= 1_000_000))
                result.AddError($"{number.Name} '{text}': 0 to 1000000.");
        }
        ValidateTogether(result);
    }

    public MigrateOrder Read(ParseResult result)
    {
        bool isLinux = (result.GetValue(_guest) ?? "reference") == "linux", compares = result.GetValue(_compare);
        ulong ram = ByteSize.TryParse(result.GetValue(_ram) ?? "1G", out ulong size, out _) ? size : 0;
        double? bandwidth = result.GetValue(_bandwidth) is { } rate && LinkRate.TryParse(rate, out double bytes, out _) ? bytes : null;
        var request = new MigrationRequest
        {
            Guest = isLinux ? GuestKind.Linux : GuestKind.Reference,
            Machine = (result.GetValue(_machine) ?? "q35") == "q35" ? MachineType.Q35 : MachineType.I440fx,
            RamSize = ram,
            Filter = Filter(result.GetValue(_filter), isLinux, compares),
            Bandwidth = bandwidth,
            Downtime = TimeSpan.FromMilliseconds(result.GetValue(_downtime)),
            Canaries = result.GetValue(_canaries),
            Seed = result.GetValue(_seed),
        };
        return new(
            [.. Workloads((result.GetValue(_workload) ?? "idle")).Select(w => request with { Workload = Enum.Parse<WorkloadKind>(w, ignoreCase: true) })],
            compares, Address(result.GetValue(_to)), Address(result.GetValue(_listen)),
            result.GetValue(_workload) is not null, result.GetValue(_json));
    }

    private void ValidateTogether(CommandResult result)
    {
        bool isLinux = (result.GetValue(_guest) ?? "reference") == "linux", compares = result.GetValue(_compare);
        bool to = result.GetValue(_to) is not null, listens = result.GetValue(_listen) is not null;
        if (to && listens) result.AddError("--to and --listen: one process is either source or destination.");
        if (compares && (to || listens)) result.AddError("--compare migrates twice within this process: leave --to and --listen out.");
        if (isLinux && (to || listens)) result.AddError("--guest linux migrates within this process: leave --to and --listen out.");
        if (listens && result.GetValue(_json) is not null) result.AddError("--json is written by the source: give it there.");
        if (!compares && Workloads((result.GetValue(_workload) ?? "idle")).Length > 1) result.AddError("--workload: one, or several with --compare.");
        if (compares && result.GetValue(_filter) == "none") result.AddError("--filter none: --compare needs bitmap or hint to compare with.");
        if (isLinux && result.GetValue(_filter) == "bitmap") result.AddError("--filter bitmap: Linux speaks the hint dialect: none or hint.");
        if (isLinux && ByteSize.TryParse((result.GetValue(_ram) ?? "1G"), out ulong ram, out _) && (ram < 64UL << 20 || ram > 64UL << 30 || ram % (1 << 20) != 0))
            result.AddError("--ram: a Linux guest has 64M to 64G, in whole MiB.");
    }

    private static MigrationFilter Filter(string? text, bool isLinux, bool compares) =>
        text is not null && TryParse<MigrationFilter>(text, out var filter) ? filter
        : !compares ? MigrationFilter.None
        : isLinux ? MigrationFilter.Hint
        : MigrationFilter.Bitmap;

    // Enum.TryParse takes numbers as well.
    private static bool TryParse<T>(string text, out T value) where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out value) && text.All(char.IsAsciiLetterLower);

    private static string[] Workloads(string text) => text.Split(',');

    private static MigrationAddress? Address(string? text) =>
        text is not null && MigrationAddress.TryParse(text, out var address, out _) ? address : null;

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    private static Option<int> Number(string name, string help, string description, int standard) =>
        new(name) { Description = description, HelpName = help, DefaultValueFactory = _ => standard };
}
