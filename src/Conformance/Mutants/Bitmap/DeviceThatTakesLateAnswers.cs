using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Forgets that a request was given up: its answer satisfies the next one.</summary>
internal sealed class DeviceThatTakesLateAnswers(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override BitmapSession Next(BitmapSession session, BitmapInput input) => input == BitmapInput.GivenUp
        ? session with { State = BitmapRequestState.NotStarted }
        : base.Next(session, input);
}
