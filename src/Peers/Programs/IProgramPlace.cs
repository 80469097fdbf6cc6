namespace Ballast.Peers.Programs;

/// <summary>A place other than this machine's own root file system where programs of a peer run, such as a container.
/// Their processes run under this kernel and can be signalled from here.</summary>
public interface IProgramPlace
{
    /// <summary>A folder for sockets and files, seen under the same path here and there.</summary>
    string SharedFolder { get; }

    /// <summary>A tmpfs mounted with exec there; it cannot be seen from here.</summary>
    string MemoryFolder { get; }

    /// <summary>A folder on a tmpfs for RAM files, seen under the same path here and there.</summary>
    string RamFolder { get; }

    /// <summary>Starts a program in a session of its own, its standard streams redirected to us. Opens the place on
    /// first use.</summary>
    /// <param name="program">The program, found there.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="workingFolder">Its working folder, there.</param>
    /// <param name="environment">What its environment has besides the place's own.</param>
    /// <param name="cancellation">Gives up; nothing is left running.</param>
    /// <exception cref="IOException">It cannot be started, in one line.</exception>
    Task<PlacedProgram> StartAsync(
        string program, IReadOnlyList<string> arguments, string workingFolder,
        IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellation = default);
}
