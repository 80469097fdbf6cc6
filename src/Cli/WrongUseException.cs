namespace Ballast.Cli;

/// <summary>The user named something that is not there, is malformed, or cannot be.</summary>
/// <param name="message">What, and what to do about it, in one line.</param>
internal sealed class WrongUseException(string message) : Exception(message);
