namespace Ballast.Conformance.Matrix;

/// <summary>Reads which runs make a matrix.</summary>
public static class MatrixFile
{
    /// <summary>Reads them.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="text">YAML: a list of {name, driver or device, features, tags, ring, transport}.</param>
    /// <exception cref="MatrixFileException">The text is malformed.</exception>
    public static IReadOnlyList<MatrixEntry> Parse(string file, string text) => new MatrixFileReader(file, text).Read();
}
