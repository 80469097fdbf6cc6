namespace Ballast.Conformance.Scenarios;

/// <summary>Tells all observers, one event at a time.</summary>
internal sealed class ObserverGroup(IReadOnlyList<IScenarioObserver> observers)
{
    private readonly Lock _lock = new();

    /// <exception cref="ObserverException">An observer threw.</exception>
    public void Tell(Action<IScenarioObserver> what)
    {
        lock (_lock)
        {
            foreach (var observer in observers)
            {
                try
                {
                    what(observer);
                }
                catch (Exception e)
                {
                    throw new ObserverException(e);
                }
            }
        }
    }

    /// <summary>Tells all of them the end, whatever one throws; the first exception is returned.</summary>
    public Exception? TellLast(Action<IScenarioObserver> what)
    {
        Exception? first = null;
        lock (_lock)
        {
            foreach (var observer in observers)
            {
                try
                {
                    what(observer);
                }
                catch (Exception e)
                {
                    first ??= e;
                }
            }
        }
        return first;
    }
}
