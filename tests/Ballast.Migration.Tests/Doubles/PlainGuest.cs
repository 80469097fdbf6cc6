using Ballast.Virtio.Memory;

namespace Ballast.Migration.Tests.Doubles;

/// <summary>A guest that can be stopped, and notes how often it was.</summary>
internal sealed class PlainGuest : IMigratedGuest
{
    public bool IsRunning { get; private set; } = true;

    public int Stops { get; private set; }

    public int Resumes { get; private set; }

    public void Stop()
    {
        Assert.That(IsRunning, Is.True);
        IsRunning = false;
        Stops++;
    }

    public void Start() => IsRunning = true;

    public void Resume()
    {
        Assert.That(IsRunning, Is.False);
        IsRunning = true;
        Resumes++;
    }
}
