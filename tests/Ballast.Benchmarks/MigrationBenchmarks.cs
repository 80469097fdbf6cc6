using System.Net;
using System.Net.Sockets;
using Ballast.Migration;
using Ballast.Migration.Links;
using BenchmarkDotNet.Attributes;

namespace Ballast.Benchmarks;

/// <summary>An unfiltered migration of non-zero pages over loopback TCP, beside a plain loop that sends the same bytes.</summary>
public class MigrationBenchmarks
{
    private const int Piece = 1 << 20;
    private const ulong Length = 1UL << 30;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private BenchmarkRam _source = null!, _destination = null!;

    [GlobalSetup]
    public void FillRam()
    {
        _source = new BenchmarkRam(Length);
        _destination = new BenchmarkRam(Length);
        _source.Fill(1);
        _destination.Fill(2);
    }

    [GlobalCleanup]
    public void FreeRam()
    {
        _source.Free();
        _destination.Free();
    }

    [Benchmark(Baseline = true)]
    public void PlainLoop()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var receiving = Task.Factory.StartNew(() => ReceivePlainly(listener), TaskCreationOptions.LongRunning);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndpoint);
        for (ulong offset = 0; offset < Length; offset += Piece) socket.Send(_source.Bytes(offset, Piece));
        socket.Receive(new byte[1]);
        receiving.Wait();
    }

    [Benchmark]
    public void FullMigration()
    {
        using var listener = MigrationListener.Listen(MigrationAddress.Tcp("127.0.0.1", 0));
        var receiving = Task.Factory.StartNew(
            () => new MigrationDestination(_destination).Run(listener.Accept(Deadline)), TaskCreationOptions.LongRunning);
        var outcome = new MigrationSource(_source, _source, new()).Run(SocketLink.Connect(listener.Address, Deadline));
        if (outcome.Status != MigrationStatus.Completed || receiving.Result.Status != MigrationStatus.Completed)
            throw new InvalidOperationException(outcome.Reason ?? receiving.Result.Reason);
        _source.Resume();
    }

    private void ReceivePlainly(TcpListener listener)
    {
        using var socket = listener.AcceptSocket();
        for (ulong offset = 0; offset < Length;)
            offset += (ulong)socket.Receive(_destination.Bytes(offset, (int)Math.Min(Piece, Length - offset)));
        socket.Send(new byte[1]);
    }
}
