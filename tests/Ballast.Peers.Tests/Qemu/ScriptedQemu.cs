using System.Net.Sockets;
using System.Text;
using Ballast.Peers.Qemu;

namespace Ballast.Peers.Tests.Qemu;

/// <summary>The other end of a connection, which says what a test tells it to.</summary>
internal sealed class ScriptedQemu : IDisposable
{
    public const string Greeting = """{"QMP": {"version": {}, "capabilities": []}}""" + "\r\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ballast-qemu-test-");
    private readonly Socket _there;

    public ScriptedQemu()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var end = new UnixDomainSocketEndPoint(Path.Combine(_folder.FullName, "s"));
        listener.Bind(end);
        listener.Listen();
        Here = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Here.Connect(end);
        _there = listener.Accept();
    }

    public Socket Here { get; }

    public void Say(string text) => _there.Send(Encoding.ASCII.GetBytes(text));

    public void HangUp() => _there.Close();

    public string Hear()
    {
        var line = new StringBuilder();
        var letter = new byte[1];
        while (_there.Receive(letter) == 1 && letter[0] != '\n')
            line.Append((char)letter[0]);
        return line.ToString();
    }

    public QtestClient Qtest(TimeSpan? deadline = null) => new(Here, deadline ?? TimeSpan.FromSeconds(10), HungUp);

    public async Task<QmpClient> QmpAsync(TimeSpan? deadline = null)
    {
        Say(Greeting);
        var opening = OpenAsync(deadline);
        Hear();
        Say("""{"return": {}, "id": 1}""" + "\r\n");
        return await opening;
    }

    public Task<QmpClient> OpenAsync(TimeSpan? deadline = null, CancellationToken cancellation = default) =>
        QmpClient.OpenAsync(new NetworkStream(Here, ownsSocket: true), deadline ?? TimeSpan.FromSeconds(10), HungUp, cancellation);

    public void Dispose()
    {
        Here.Dispose();
        _there.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Task<QemuException> HungUp(string where) => Task.FromResult(new QemuException(QemuFailure.Ended, $"hung up {where}"));
}
