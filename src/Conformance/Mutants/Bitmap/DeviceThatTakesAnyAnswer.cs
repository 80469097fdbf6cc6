using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Takes an answer that comes when nothing was started.</summary>
internal sealed class DeviceThatTakesAnyAnswer(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool IsAwaited(BitmapSession session) => session.Answer == BitmapAnswer.NotAsked || base.IsAwaited(session);

    protected override BitmapSession Next(BitmapSession session, BitmapInput input) => (session.Answer, input) is (BitmapAnswer.NotAsked, BitmapInput.Answered)
        ? session with { State = BitmapRequestState.Done }
        : base.Next(session, input);
}
