namespace Ballast.Migration;

/// <summary>A migration cannot go on. The message is one line that a person can act on.</summary>
public sealed class MigrationException : Exception
{
    /// <summary>Without a reason.</summary>
    public MigrationException() : this("the migration cannot go on") { }

    /// <summary>With a reason in one line.</summary>
    public MigrationException(string message) : base(message) { }

    /// <summary>With a reason in one line, and what caused it.</summary>
    public MigrationException(string message, Exception innerException) : base(message, innerException) { }
}
