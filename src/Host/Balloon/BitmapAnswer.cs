namespace Ballast.Host.Balloon;

/// <summary>Whether the guest still has to answer (bitmap.answer.8 to .10).</summary>
public enum BitmapAnswer
{
    /// <summary>Nobody was asked: an answer that comes is unsolicited.</summary>
    NotAsked,

    /// <summary>The guest was asked for the request under way.</summary>
    Awaited,

    /// <summary>The guest was asked for a request that was given up since: the next answer belongs to that one.</summary>
    Owed,

    /// <summary>The guest answered the request under way, and the answer was refused.</summary>
    Refused,
}
