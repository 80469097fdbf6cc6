using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

/// <summary>A rule whose memory does not outlive a reset of the device.</summary>
internal abstract class PerLifeRule : Rule
{
    public sealed override void See(TraceEvent e)
    {
        // A reset by the driver shows as both; the second finds nothing left to forget.
        if (e is StatusWritten { Status: DeviceStatus.None } or DeviceReset) Reborn(e);
        Watch(e);
    }

    /// <summary>Takes the next event.</summary>
    protected abstract void Watch(TraceEvent e);

    /// <summary>Forgets what belongs to the life that ends. <see cref="Rule.Context"/> still shows that life.</summary>
    protected virtual void Reborn(TraceEvent reset) { }
}
