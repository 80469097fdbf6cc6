using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Tracing;

namespace Ballast.Cli.Checking;

/// <summary>Trace files as a user names them.</summary>
internal static class TraceFiles
{
    private const string Pattern = "*.trace.ndjson";

    /// <summary>The files of a command line: a folder stands for the traces in it.</summary>
    /// <exception cref="WrongUseException">A path is neither, or a folder holds no trace.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (string path in paths)
        {
            if (File.Exists(path)) files.Add(path);
            else if (!Directory.Exists(path)) throw new WrongUseException($"{path}: there is no such file");
            else
            {
                int before = files.Count;
                files.AddRange(Directory.EnumerateFiles(path, Pattern).Order(StringComparer.Ordinal));
                if (files.Count == before) throw new WrongUseException($"{path}: there is no {Pattern} in this folder");
            }
        }
        return files;
    }

    /// <summary>Reads a migration stream of QEMU.</summary>
    /// <exception cref="WrongUseException">It is not there, damaged or cut off; the message says at which byte.</exception>
    public static QemuStreamImage ReadQemuStream(string path)
    {
        if (!File.Exists(path)) throw new WrongUseException($"{path}: there is no such file");
        using var stream = File.OpenRead(path);
        try
        {
            return QemuStreamImage.Read(stream);
        }
        catch (QemuStreamException e)
        {
            throw new WrongUseException($"{path}: {e.Message}");
        }
    }

    /// <summary>Reads a trace.</summary>
    /// <exception cref="WrongUseException">It is malformed; the message says in which line.</exception>
    public static Trace Read(string path)
    {
        using var stream = File.OpenRead(path);
        return TraceReader.TryReadAll(stream, out var trace, out var fault) ? trace : throw new WrongUseException($"{path}:{fault.Line}: {fault.Reason}");
    }
}
