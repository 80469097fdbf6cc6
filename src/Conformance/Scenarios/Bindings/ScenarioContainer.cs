using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Ballast.Conformance.Scenarios;

/// <summary>
/// The objects of one scenario, each made on first use and kept until the scenario ends.
/// What the container made it also disposes, the youngest first; what was handed in it leaves alone.
/// Not thread-safe: a scenario is one sequence of steps.
/// </summary>
public sealed class ScenarioContainer : IAsyncDisposable
{
    private readonly Dictionary<Type, Func<object>> _factories = [];
    private readonly Dictionary<Type, Type> _aliases = [];
    private readonly Dictionary<Type, object> _instances = [];
    private readonly List<object> _made = [];
    private readonly List<Type> _underConstruction = [];
    private bool _isDisposed;

    /// <summary>Hands in an object; the caller keeps the duty to dispose it.</summary>
    public void Register<T>(T instance) where T : notnull => _instances[typeof(T)] = instance;

    /// <summary>Has an object made on first use; the container disposes it.</summary>
    public void Register<T>(Func<ScenarioContainer, T> factory) where T : notnull => _factories[typeof(T)] = () => factory(this);

    /// <summary>Has an object made through its only public constructor on first use; the container disposes it.</summary>
    public void Register<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>() where T : class =>
        RegisterType(typeof(T));

    /// <summary>Has an object of one type made where another is asked for.</summary>
    public void Register<TService, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>()
        where TImplementation : class, TService where TService : notnull
    {
        RegisterType(typeof(TImplementation));
        // An alias: the implementation is made, kept and disposed once.
        _aliases[typeof(TService)] = typeof(TImplementation);
    }

    /// <summary>The object of this type.</summary>
    /// <exception cref="BindingException">Nobody registered the type, its constructors need each other, or there is not one constructor.</exception>
    public T Resolve<T>() where T : notnull => (T)Resolve(typeof(T));

    /// <summary>The object of this type.</summary>
    /// <exception cref="BindingException">Nobody registered the type, its constructors need each other, or there is not one constructor.</exception>
    public object Resolve(Type type)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (_aliases.TryGetValue(type, out var alias))
            type = alias;
        if (_instances.TryGetValue(type, out var known))
            return known;
        if (_underConstruction.Contains(type))
            throw new BindingException($"constructors need each other: {Chain(type)}");
        if (!_factories.TryGetValue(type, out var factory))
        {
            var wanted = _underConstruction.Count == 0 ? "" : $" (needed by {Chain(type)})";
            throw new BindingException(
                $"{type.Name} is not registered{wanted}: call registry.AddService<{type.Name}>(), or container.Register in the host");
        }
        _underConstruction.Add(type);
        try
        {
            var made = factory();
            _instances[type] = made;
            if (made is IDisposable or IAsyncDisposable)
                _made.Add(made);
            return made;
        }
        finally
        {
            _underConstruction.RemoveAt(_underConstruction.Count - 1);
        }
    }

    /// <summary>Whether this object could be resolved.</summary>
    public bool Knows(Type type) => _instances.ContainsKey(type) || _factories.ContainsKey(type) || _aliases.ContainsKey(type);

    /// <summary>Disposes what the container made, the youngest first, all of it even when one fails.</summary>
    /// <exception cref="AggregateException">What the disposals threw.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        List<Exception> errors = [];
        foreach (var made in _made.AsEnumerable().Reverse())
        {
            try
            {
                if (made is IAsyncDisposable later)
                    await later.DisposeAsync().ConfigureAwait(false);
                else
                    ((IDisposable)made).Dispose();
            }
            catch (Exception e)
            {
                errors.Add(e);
            }
        }
        if (errors.Count > 0)
            throw new AggregateException($"cleaning up failed: {errors[0].Message}", errors);
    }

    private void RegisterType([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type)
    {
        if (!_factories.ContainsKey(type))
            _factories[type] = () => Construct(type);
    }

    private object Construct([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type)
    {
        var constructors = type.GetConstructors();
        if (constructors.Length != 1)
            throw new BindingException($"{type.Name} has {constructors.Length} public constructors: exactly one is needed");
        object[] arguments = [.. constructors[0].GetParameters().Select(p => Resolve(p.ParameterType))];
        return constructors[0].Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private string Chain(Type last) =>
        string.Join(" → ", _underConstruction.Append(last).Select(t => t.Name));
}
