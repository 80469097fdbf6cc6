using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Ballast.Peers.Tests.Qemu.Streams;

/// <summary>A QEMU under TCG whose firmware halts; qtest is its guest, and QMP migrates it. Just enough for these tests.</summary>
internal sealed class QemuRun : IDisposable
{
    private const string Program = "qemu-system-x86_64";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ballast-qemu-");
    private readonly Process _process;
    private readonly StreamReader _qmpReader, _testReader;
    private readonly StreamWriter _qmpWriter, _testWriter;

    private QemuRun(string machine, int mebibytes, string[] more)
    {
        byte[] firmware = [.. Enumerable.Repeat((byte)0xf4, 64 << 10)];
        ((byte[])[0xfa, 0xf4, 0xeb, 0xfd]).CopyTo(firmware, 0xfff0);
        File.WriteAllBytes(PathOf("halt.bin"), firmware);
        using var qmp = Listen("qmp.sock");
        using var test = Listen("qtest.sock");
        _process = Process.Start(new ProcessStartInfo(Program,
        [
            "-accel", "tcg", "-machine", machine, "-m", $"{mebibytes}", "-nodefaults", "-display", "none", "-bios", PathOf("halt.bin"),
            "-qmp", $"unix:{PathOf("qmp.sock")}", "-qtest", $"unix:{PathOf("qtest.sock")}", "-qtest-log", "none", .. more,
        ])
        { RedirectStandardError = true })!;
        (_qmpReader, _qmpWriter) = Accept(qmp);
        (_testReader, _testWriter) = Accept(test);
        Command("""{"execute":"qmp_capabilities"}""");
    }

    public static QemuRun Start(string machine, int mebibytes, params string[] more)
    {
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)))) return new(machine, mebibytes, more);
        const string Reason = $"{Program} is not installed; apt-get install qemu-system-x86";
        if (Environment.GetEnvironmentVariable("BALLAST_PEERS") == "required") Assert.Fail(Reason);
        Assert.Ignore(Reason);
        throw new InvalidOperationException(Reason);
    }

    public void Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        _testWriter.Write($"b64write 0x{address:x} {bytes.Length} {Convert.ToBase64String(bytes)}\n");
        Assert.That(_testReader.ReadLine(), Is.EqualTo("OK"));
    }

    /// <summary>Migrates to here and gives the whole stream.</summary>
    public byte[] Migrate()
    {
        // Not through "exec:cat": QEMU says completed before cat has written everything.
        using var listener = Listen("stream.sock");
        Command(JsonSerializer.Serialize(new { execute = "migrate", arguments = new { uri = $"unix:{PathOf("stream.sock")}" } }));
        using var patience = new CancellationTokenSource(Patience);
        using var link = new NetworkStream(listener.AcceptAsync(patience.Token).AsTask().GetAwaiter().GetResult(), ownsSocket: true) { ReadTimeout = (int)Patience.TotalMilliseconds };
        using var stream = new MemoryStream();
        link.CopyTo(stream);
        return stream.ToArray();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _qmpReader.Dispose();
        _qmpWriter.Dispose();
        _testReader.Dispose();
        _testWriter.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private Socket Listen(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(PathOf(name)));
        socket.Listen(1);
        return socket;
    }

    private (StreamReader Reader, StreamWriter Writer) Accept(Socket listener)
    {
        using var patience = new CancellationTokenSource(Patience);
        var accepted = listener.AcceptAsync(patience.Token).AsTask();
        if (Task.WaitAny([accepted, _process.WaitForExitAsync(patience.Token)], patience.Token) != 0) Assert.Fail($"QEMU did not start: {_process.StandardError.ReadToEnd()}");
        var stream = new NetworkStream(accepted.Result, ownsSocket: true) { ReadTimeout = (int)Patience.TotalMilliseconds };
        return (new(stream, Encoding.ASCII), new(stream, Encoding.ASCII) { AutoFlush = true });
    }

    private void Command(string line)
    {
        _qmpWriter.Write(line + "\n");
        while (true)
        {
            using var answer = Receive();
            if (answer.RootElement.TryGetProperty("error", out var error)) Assert.Fail($"{line}: {error}");
            if (answer.RootElement.TryGetProperty("return", out _)) return;
        }
    }

    private JsonDocument Receive() => JsonDocument.Parse(_qmpReader.ReadLine() ?? throw new IOException("QEMU is gone"));
}
