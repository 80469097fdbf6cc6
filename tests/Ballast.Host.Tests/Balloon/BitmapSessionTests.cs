using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;
using CsCheck;

namespace Ballast.Host.Tests.Balloon;

internal sealed class BitmapSessionTests
{
    private static BitmapSession After(params BitmapInput[] inputs) => inputs.Aggregate(default(BitmapSession), (s, i) => s.Next(i));

    [Test]
    public void Request_RunsThroughItsStatesAndBack() => Assert.Multiple(() =>
    {
        Assert.That(After().State, Is.EqualTo(BitmapRequestState.NotStarted));
        Assert.That(After(BitmapInput.Wanted).State, Is.EqualTo(BitmapRequestState.Started));
        Assert.That(After(BitmapInput.Wanted, BitmapInput.Primed, BitmapInput.Asked, BitmapInput.Answered).State, Is.EqualTo(BitmapRequestState.Done));
        Assert.That(After(BitmapInput.Wanted, BitmapInput.Primed, BitmapInput.Asked, BitmapInput.Answered, BitmapInput.Fetched).State, Is.EqualTo(BitmapRequestState.NotStarted));
    });

    [Test]
    public void Asked_CannotAskAgainBeforeTheAnswer() =>
        Assert.That(After(BitmapInput.Wanted, BitmapInput.Primed, BitmapInput.Asked, BitmapInput.Primed).CanAsk, Is.False);

    [Test]
    public void GivenUpAndWantedAgain_AsksOnlyAfterTheLateAnswer()
    {
        var waiting = After(BitmapInput.Wanted, BitmapInput.Primed, BitmapInput.Asked, BitmapInput.GivenUp, BitmapInput.Wanted, BitmapInput.Primed);

        Assert.That(waiting.CanAsk, Is.False);
        Assert.That(waiting.Next(BitmapInput.Answered), Is.EqualTo(waiting with { Answer = BitmapAnswer.NotAsked }));
        Assert.That(waiting.Next(BitmapInput.Answered).CanAsk);
    }

    [Test]
    public void GivenUpBeforeItWasAsked_KeepsThePrimedBuffer() =>
        Assert.That(After(BitmapInput.Primed, BitmapInput.Wanted, BitmapInput.GivenUp, BitmapInput.Wanted).CanAsk);

    [Test]
    public void RefusedAnswer_IsNotAskedForAgainWithinTheRequest()
    {
        var refused = After(BitmapInput.Wanted, BitmapInput.Primed, BitmapInput.Asked, BitmapInput.AnsweredWrongly, BitmapInput.Primed);

        Assert.That(refused.CanAsk, Is.False);
        Assert.That(refused.Next(BitmapInput.GivenUp).Next(BitmapInput.Wanted).CanAsk);
    }

    [Test]
    public void AnyInputs_NeverFinishWithoutHavingAskedForThisVeryRequest() =>
        Gen.Enum<BitmapInput>().Array[0, 40].Sample(inputs =>
        {
            var session = default(BitmapSession);
            int askedFor = 0, outstanding = 0;
            foreach (var input in inputs)
            {
                // The effects: nothing is sent unless the session says so, and nobody answers more than he was asked.
                if (input == BitmapInput.Asked && !session.CanAsk) continue;
                if (input is BitmapInput.Answered or BitmapInput.AnsweredWrongly && outstanding == 0) continue;
                if (input == BitmapInput.Asked) (askedFor, outstanding) = (session.Request, outstanding + 1);
                if (input is BitmapInput.Answered or BitmapInput.AnsweredWrongly) outstanding--;
                if (input == BitmapInput.DriverLeft) outstanding = 0;
                var before = session.State;
                session = session.Next(input);
                if (outstanding > 1) return false;
                if (session.State == BitmapRequestState.Done && before != BitmapRequestState.Done && askedFor != session.Request) return false;
            }
            return true;
        });
}
