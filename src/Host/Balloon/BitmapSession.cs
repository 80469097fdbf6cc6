using Ballast.Virtio.Balloon;

namespace Ballast.Host.Balloon;

/// <summary>
/// Requests for a bitmap of free pages as the device sees them (bitmap.state.1). No id goes over the wire: an answer belongs
/// to the one request that was sent, also when that was given up, and until it has come no other is sent. Pure: effects are
/// the caller's.
/// </summary>
/// <param name="State">State of the request.</param>
/// <param name="Answer">Whether the guest still has to answer.</param>
/// <param name="IsPrimed">Whether the guest's buffer is here.</param>
/// <param name="Request">Number of the request, from 1 on; 0 before the first.</param>
public readonly record struct BitmapSession(BitmapRequestState State, BitmapAnswer Answer, bool IsPrimed, int Request)
{
    // bitmap.request.2, bitmap.request.3, bitmap.answer.10
    /// <summary>Whether the request can be sent now.</summary>
    public bool CanAsk => State == BitmapRequestState.Started && Answer == BitmapAnswer.NotAsked && IsPrimed;

    /// <summary>The session after something happened.</summary>
    public BitmapSession Next(BitmapInput input) => (State, Answer, input) switch
    {
        (BitmapRequestState.NotStarted, _, BitmapInput.Wanted) => this with { State = BitmapRequestState.Started, Request = Request + 1 },
        (_, _, BitmapInput.Primed) => this with { IsPrimed = true },
        (_, _, BitmapInput.Unprimed) => this with { IsPrimed = false },
        (BitmapRequestState.Started, BitmapAnswer.NotAsked, BitmapInput.Asked) => this with { Answer = BitmapAnswer.Awaited, IsPrimed = false },
        (BitmapRequestState.Started, BitmapAnswer.Awaited, BitmapInput.Answered) => this with { State = BitmapRequestState.Done, Answer = BitmapAnswer.NotAsked },
        (BitmapRequestState.Started, BitmapAnswer.Awaited, BitmapInput.AnsweredWrongly) => this with { Answer = BitmapAnswer.Refused },
        // bitmap.answer.10: late; it settles the old request and satisfies no other.
        (_, BitmapAnswer.Owed, BitmapInput.Answered or BitmapInput.AnsweredWrongly) => this with { Answer = BitmapAnswer.NotAsked },
        (BitmapRequestState.Done, _, BitmapInput.Fetched) => this with { State = BitmapRequestState.NotStarted },
        (_, BitmapAnswer.Awaited, BitmapInput.GivenUp) => this with { State = BitmapRequestState.NotStarted, Answer = BitmapAnswer.Owed },
        (_, BitmapAnswer.Refused, BitmapInput.GivenUp) => this with { State = BitmapRequestState.NotStarted, Answer = BitmapAnswer.NotAsked },
        (_, _, BitmapInput.GivenUp) => this with { State = BitmapRequestState.NotStarted },
        (_, _, BitmapInput.DriverLeft) => new(BitmapRequestState.NotStarted, BitmapAnswer.NotAsked, false, Request),
        _ => this,
    };
}
