using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios;

public sealed class BindingRegistryTests
{
    [Test]
    public void ClassWithoutMark_IsRefused() =>
        Assert.That(() => new BindingRegistry().Add<Unmarked>(), Throws.TypeOf<BindingException>().With.Message.EqualTo("Unmarked has no [Binding] attribute"));

    [Test]
    public void StepThatReturnsAValue_IsRefused() =>
        Assert.That(() => new BindingRegistry().Add<Returning>(), Throws.TypeOf<BindingException>().With.Message.Contains("Returning.Step returns Int32"));

    [Test]
    public void StepWithTooFewParameters_IsRefused() =>
        Assert.That(() => new BindingRegistry().Add<TooFew>().Build(), Throws.TypeOf<BindingException>().With.Message.Contains("takes 0 arguments").And.Message.Contains("captures 1"));

    [Test]
    public void MalformedExpression_NamesTheMethod() =>
        Assert.That(() => new BindingRegistry().Add<Malformed>().Build(), Throws.TypeOf<BindingException>().With.Message.StartsWith("Malformed.Step: a parameter has no end"));

    [Test]
    public void RunHookOfAnInstance_IsRefused() =>
        Assert.That(() => new BindingRegistry().Add<InstanceRunHook>(), Throws.TypeOf<BindingException>().With.Message.EndsWith("must be static"));

    [Test]
    public void ParameterTypeDefinedTwice_IsRefused()
    {
        var registry = new BindingRegistry().AddParameterType("size", "[0-9]+ [KMG]iB", c => c[0]);

        Assert.That(() => registry.AddParameterType("size", "x", c => c[0]), Throws.TypeOf<BindingException>());
        Assert.That(() => registry.AddParameterType("si(ze", "x", c => c[0]), Throws.TypeOf<BindingException>());
        Assert.That(() => registry.AddParameterType("other", "(", c => c[0]), Throws.TypeOf<BindingException>());
    }

    [Test]
    public void MethodBoundTwice_IsOneDefinition()
    {
        var bindings = new BindingRegistry().Add<Twice>().Build();

        Assert.That(bindings.Steps, Has.Count.EqualTo(2));
        Assert.That(bindings.Match("a guest of 4 MiB"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task UnnamedArgument_BecomesTheParameterTypesValue()
    {
        var catalogue = FeatureCatalogue.Parse("x.feature", "Feature: F\n  Scenario: S\n    Given a guest of 4 MiB\n");
        var sizes = new List<long>();
        var bindings = new BindingRegistry().Add<Twice>().AddParameterType("size", "([0-9]+) MiB", c => new Size(long.Parse(c[0]!, System.Globalization.CultureInfo.InvariantCulture) << 20)).Build();
        await new ScenarioRunner(bindings, new RunOptions { Configure = c => c.Register(sizes) }).RunAsync(catalogue.Scenarios);

        Assert.That(sizes, Is.EqualTo(new[] { 4L << 20 }));
    }

    public readonly record struct Size(long Bytes);

    public sealed class Unmarked;

    [Binding]
    public sealed class Returning
    {
        [Given("x")]
        public static int Step() => 1;
    }

    [Binding]
    public sealed class TooFew
    {
        [Given("{int} x")]
        public static void Step() { }
    }

    [Binding]
    public sealed class Malformed
    {
        [Given("{int x")]
        public static void Step() { }
    }

    [Binding]
    public sealed class InstanceRunHook
    {
        private int _runs;

        [BeforeTestRun]
        public void Before() => _runs++;
    }

    [Binding]
    public sealed class Twice(ScenarioContext context)
    {
        [Given("a guest of {}")]
        [When("a guest of {}")]
        public void Guest(Size size) => context.Container.Resolve<List<long>>().Add(size.Bytes);
    }
}
