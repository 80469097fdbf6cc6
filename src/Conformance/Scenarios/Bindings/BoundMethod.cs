using System.Reflection;

namespace Ballast.Conformance.Scenarios;

/// <summary>A method of a step class, ready to be called in a scenario.</summary>
internal sealed class BoundMethod
{
    private readonly MethodInfo _method;
    private readonly Type _owner;

    public BoundMethod(Type owner, MethodInfo method)
    {
        _owner = owner;
        _method = method;
        Parameters = [.. method.GetParameters().Select(p => p.ParameterType)];
        if (method.IsGenericMethodDefinition || Parameters.Any(p => p.IsByRef))
            throw new BindingException($"{this} cannot be bound: generic methods and ref, in or out parameters are not supported");
    }

    public IReadOnlyList<Type> Parameters { get; }

    public IEnumerable<string> ParameterNames => _method.GetParameters().Select(p => p.Name ?? "");

    public Type ReturnType => _method.ReturnType;

    public bool IsStatic => _method.IsStatic;

    public string Name => _method.Name;

    public string OwnerName => _owner.FullName ?? _owner.Name;

    public bool ReturnsNothingOrTask => ReturnType == typeof(void) || ReturnType == typeof(Task) || ReturnType == typeof(ValueTask);

    public async ValueTask InvokeAsync(ScenarioContainer container, object?[] arguments)
    {
        switch (Invoke(container, arguments))
        {
            case Task task:
                await task.ConfigureAwait(false);
                break;
            case ValueTask task:
                await task.ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Calls a hook: its parameters come from the container.</summary>
    public ValueTask InvokeInjectedAsync(ScenarioContainer container) =>
        InvokeAsync(container, [.. Parameters.Select(container.Resolve)]);

    /// <summary>Calls the transformer of a parameter type.</summary>
    public object? Convert(ScenarioContainer container, string?[] captures)
    {
        // An array takes all captures; otherwise each parameter takes one, converted as a step's argument would be.
        if (Parameters is [var only] && only == typeof(string[]))
            return Invoke(container, [captures]);
        if (Parameters.Count != captures.Length)
            throw new BindingException($"{this} takes {Parameters.Count} arguments, but its expression captures {captures.Length}");
        return Invoke(container, [.. captures.Select((c, i) => ArgumentConversion.FromText(c, Parameters[i]))]);
    }

    public override string ToString() => $"{_owner.Name}.{_method.Name}";

    private object? Invoke(ScenarioContainer container, object?[] arguments) =>
        _method.Invoke(_method.IsStatic ? null : container.Resolve(_owner), BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
