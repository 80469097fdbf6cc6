namespace Ballast.Peers.Qemu;

/// <summary>An order that is on its way to QEMU.</summary>
public sealed class QtestRequest
{
    private readonly QtestClient _client;

    internal QtestRequest(QtestClient client) => _client = client;

    internal string? Value { get; private set; }

    internal string? Refusal { get; private set; }

    internal bool IsAnswered => Value is not null || Refusal is not null;

    /// <summary>Waits for the answer.</summary>
    /// <returns>What stands after OK; empty if nothing does.</returns>
    /// <exception cref="QemuException">QEMU refused the order, ended, or did not answer before the deadline.</exception>
    public string Wait() => _client.WaitFor(this);

    internal void Answer(string value) => Value = value;

    internal void Refuse(string reason) => Refusal = reason;
}
