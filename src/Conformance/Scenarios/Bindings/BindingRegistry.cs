using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Ballast.Conformance.Scenarios;

/// <summary>
/// Collects step classes, their hooks, parameter types and the services they share. Everything is named explicitly,
/// so that a trimmed or native build keeps exactly what is used.
/// </summary>
public sealed class BindingRegistry
{
    private const DynamicallyAccessedMemberTypes Needed =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods;

    private readonly ParameterTypes _types = new();
    private readonly List<(StepBindingAttribute Attribute, BoundMethod Method)> _steps = [];
    private readonly List<HookBinding> _hooks = [];
    private readonly HashSet<Type> _owners = [];
    private readonly List<Action<ScenarioContainer>> _services = [];

    /// <summary>Adds the public methods of a <see cref="BindingAttribute"/> class. Adding a class again changes nothing.</summary>
    /// <returns>This registry.</returns>
    /// <exception cref="BindingException">The class or one of its methods cannot be bound.</exception>
    public BindingRegistry Add<[DynamicallyAccessedMembers(Needed)] T>() where T : class
    {
        var owner = typeof(T);
        if (!_owners.Add(owner))
            return this;
        if (owner.GetCustomAttribute<BindingAttribute>() is null)
            throw new BindingException($"{owner.Name} has no [Binding] attribute");
        _services.Add(c => c.Register<T>());
        // Reflection promises no order, the compiler's line numbers do.
        foreach (var method in owner.GetMethods().OrderBy(LineOf))
            AddMethod(owner, method);
        return this;
    }

    /// <summary>Adds a class that step classes may ask for in their constructors: one instance per scenario.</summary>
    /// <returns>This registry.</returns>
    public BindingRegistry AddService<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>() where T : class
    {
        _services.Add(c => c.Register<T>());
        return this;
    }

    /// <summary>Adds a parameter type without a method of a step class.</summary>
    /// <param name="name">The name between braces.</param>
    /// <param name="expression">The regular expression, without anchors.</param>
    /// <param name="transform">Makes the value of the capture groups or, without any, of the whole match.</param>
    /// <param name="useForSnippets">Whether snippets for undefined steps suggest it.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="BindingException">The name is taken or cannot be a name, or the expression is malformed.</exception>
    public BindingRegistry AddParameterType<T>(string name, string expression, Func<string?[], T> transform, bool useForSnippets = true)
    {
        _types.Add(new ParameterType(name, [expression], typeof(T), (captures, _) => transform(captures), useForSnippets));
        return this;
    }

    /// <summary>Reads all expressions; afterwards the registry may go on growing without effect on the result.</summary>
    /// <exception cref="BindingException">An expression is malformed, or does not fit its method.</exception>
    public BindingSet Build()
    {
        List<StepBinding> steps = [];
        List<UndefinedParameterType> undefined = [];
        foreach (var (attribute, method) in _steps)
        {
            try
            {
                steps.Add(Bind(attribute, method));
            }
            catch (UnknownParameterTypeException e)
            {
                undefined.Add(new UndefinedParameterType(e.Name, e.Expression, method.ToString()));
            }
        }
        return new BindingSet(_types, steps, [.. _hooks], undefined, [.. _services]);
    }

    private StepBinding Bind(StepBindingAttribute attribute, BoundMethod method)
    {
        StepPattern pattern;
        try
        {
            pattern = StepPattern.Read(attribute.Expression, _types);
        }
        catch (Exception e) when (e is ArgumentException or ExpressionException)
        {
            throw new BindingException($"{method}: {e.Message}", e);
        }
        // One more than the expression captures: the data table or doc string under the step.
        var spare = method.Parameters.Count - pattern.ArgumentCount;
        if (spare is < 0 or > 1)
            throw new BindingException($"{method} takes {method.Parameters.Count} arguments, but \"{attribute.Expression}\" captures {pattern.ArgumentCount}");
        return new StepBinding(pattern, method);
    }

    private void AddMethod(Type owner, MethodInfo method)
    {
        BoundMethod? once = null;
        BoundMethod Bound() => once ??= new BoundMethod(owner, method);
        foreach (var attribute in method.GetCustomAttributes(inherit: true))
        {
            switch (attribute)
            {
                case StepBindingAttribute step:
                    _steps.Add((step, Callable(Bound())));
                    break;
                case HookAttribute hook:
                    _hooks.Add(Hook(hook, Callable(Bound())));
                    break;
                case ParameterTypeAttribute type:
                    var bound = Bound();
                    _types.Add(new ParameterType(type.Name, [type.Expression], bound.ReturnType, null, type.UseForSnippets)
                    {
                        Method = bound,
                        Source = bound.ToString(),
                    });
                    break;
            }
        }
    }

    private static int LineOf(MethodInfo method) => method.GetCustomAttributes(inherit: true)
        .Select(a => a is StepBindingAttribute step ? step.Line : a is HookAttribute hook ? hook.Line : int.MaxValue)
        .DefaultIfEmpty(int.MaxValue).Min();

    private static BoundMethod Callable(BoundMethod method) => method.ReturnsNothingOrTask
        ? method
        : throw new BindingException($"{method} returns {method.ReturnType.Name}: steps and hooks return void, Task or ValueTask");

    private static HookBinding Hook(HookAttribute hook, BoundMethod method)
    {
        if (!TagExpression.TryParse(hook.Tags ?? "", out var tags, out var problem))
            throw new BindingException($"{method}: {problem}");
        if (hook.Kind is HookKind.BeforeTestRun or HookKind.AfterTestRun && !method.IsStatic)
            throw new BindingException($"{method} runs once for all scenarios and must be static");
        return new HookBinding(hook, tags, method);
    }
}
