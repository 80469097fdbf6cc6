using Ballast.Conformance.Scenarios;
using Microsoft.Extensions.Time.Testing;

namespace Ballast.Conformance.Tests.Scenarios;

[Binding]
public sealed class WaitingSteps(ScenarioContext context)
{
    [Given("the run is cancelled here")]
    public Task Cancel() => context.Container.Resolve<CancellationTokenSource>().CancelAsync();

    [Given("a step that waits for ever")]
    public async Task Wait()
    {
        var never = new TaskCompletionSource();
        var waiting = never.Task.WaitAsync(context.Cancellation);
        ((FakeTimeProvider)context.Container.Resolve<TimeProvider>()).Advance(TimeSpan.FromSeconds(5));
        await waiting;
    }
}
