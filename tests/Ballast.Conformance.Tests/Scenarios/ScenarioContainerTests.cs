using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios;

public sealed class ScenarioContainerTests
{
    private readonly List<string> _disposed = [];

    [SetUp]
    public void Forget() => _disposed.Clear();

    [Test]
    public async Task WhatItMade_IsMadeOnce_AndDisposedTheYoungestFirst()
    {
        var container = new ScenarioContainer();
        container.Register(_disposed);
        container.Register<Inner>();
        container.Register<Outer>();

        var outer = container.Resolve<Outer>();
        Assert.That(container.Resolve<Inner>(), Is.SameAs(outer.Inner));
        await container.DisposeAsync();

        Assert.That(_disposed, Is.EqualTo(new[] { "outer", "inner" }));
        Assert.That(() => container.Resolve<Outer>(), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task WhatWasHandedIn_IsLeftAlone_AndWhatAFactoryMade_IsNot()
    {
        var mine = new Inner(_disposed);
        var container = new ScenarioContainer();
        container.Register(mine);
        container.Register(_ => new Outer(mine, _disposed));

        container.Resolve<Outer>();
        await container.DisposeAsync();

        Assert.That(_disposed, Is.EqualTo(new[] { "outer" }));
    }

    [Test]
    public void Alias_IsTheSameObject()
    {
        var container = new ScenarioContainer();
        container.Register(_disposed);
        container.Register<IAsyncDisposable, Inner>();

        Assert.That(container.Resolve<IAsyncDisposable>(), Is.SameAs(container.Resolve<Inner>()));
    }

    [Test]
    public void ConstructorsThatNeedEachOther_AreNamed()
    {
        var container = new ScenarioContainer();
        container.Register<Hen>();
        container.Register<Egg>();

        Assert.That(() => container.Resolve<Hen>(), Throws.TypeOf<BindingException>().With.Message.EqualTo("constructors need each other: Hen → Egg → Hen"));
    }

    [Test]
    public void UnregisteredType_SaysWhoNeedsItAndHowToRegister()
    {
        var container = new ScenarioContainer();
        container.Register<Hen>();

        Assert.That(() => container.Resolve<Hen>(), Throws.TypeOf<BindingException>()
            .With.Message.StartsWith("Egg is not registered (needed by Hen → Egg): call registry.AddService<Egg>()"));
    }

    [Test]
    public async Task FailingDisposal_DoesNotKeepTheOthersFromIt()
    {
        var container = new ScenarioContainer();
        container.Register(_disposed);
        container.Register<Inner>();
        container.Register<Broken>();
        container.Resolve<Inner>();
        container.Resolve<Broken>();

        var thrown = await Assert.ThrowsAsync<AggregateException>(async () => await container.DisposeAsync());
        await container.DisposeAsync();

        Assert.That(thrown!.Message, Does.Contain("cleaning up failed: stuck"));
        Assert.That(_disposed, Is.EqualTo(new[] { "inner" }));
    }

    public sealed class Inner(List<string> disposed) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            disposed.Add("inner");
            return ValueTask.CompletedTask;
        }
    }

    public sealed class Outer(Inner inner, List<string> disposed) : IDisposable
    {
        public Inner Inner { get; } = inner;

        public void Dispose() => disposed.Add("outer");
    }

    public sealed class Broken : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("stuck");
    }

    public sealed class Hen(Egg egg)
    {
        public Egg Egg { get; } = egg;
    }

    public sealed class Egg(Hen hen)
    {
        public Hen Hen { get; } = hen;
    }
}
