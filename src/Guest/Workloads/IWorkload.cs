using Ballast.Guest.Memory;

namespace Ballast.Guest.Workloads;

/// <summary>What a guest's programs do with memory, in pieces small enough that the guest can be stopped between them.</summary>
public interface IWorkload
{
    /// <summary>Name, as it is given on a command line.</summary>
    string Name { get; }

    /// <summary>Whether it goes on until it is ended from outside.</summary>
    bool IsEndless { get; }

    /// <summary>How long it rests between two pieces when it runs beside others.</summary>
    TimeSpan Pause { get; }

    /// <summary>Does the next piece.</summary>
    /// <param name="memory">The memory of the guest's programs.</param>
    /// <param name="time">The guest's clock.</param>
    /// <returns>Whether there is more to do.</returns>
    bool Step(ProgramMemory memory, TimeProvider time);
}
