namespace Ballast.Cli;

/// <summary>What the command tells the shell.</summary>
internal enum ExitCode
{
    /// <summary>All as expected.</summary>
    AsExpected = 0,

    /// <summary>A verdict, or an outcome, that was not expected.</summary>
    Unexpected = 1,

    /// <summary>Wrong use: arguments, files that are not there or are malformed.</summary>
    WrongUse = 2,

    /// <summary>A fault of the suite itself.</summary>
    SuiteError = 3,

    /// <summary>Nothing was selected, or nothing ran.</summary>
    NothingRan = 4,

    /// <summary>Ended by Ctrl-C, as shells count it.</summary>
    Interrupted = 130,
}
