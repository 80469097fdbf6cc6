using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Which events are mapped to which MSI-X vectors, as the driver has written and read it.</summary>
internal sealed class VectorsSeen
{
    private const int ConfigurationKey = -1;

    private readonly Dictionary<int, ushort> _vectors = [];

    /// <summary>The vector for changes of the configuration; null when none was asked for.</summary>
    public ushort? Configuration => Of(ConfigurationKey);

    /// <summary>The vector of a queue; null when none was asked for.</summary>
    public ushort? Of(int queue) => _vectors.TryGetValue(queue, out ushort vector) ? vector : null;

    /// <summary>The queues that are mapped to a vector.</summary>
    public IEnumerable<int> QueuesOn(int vector) => _vectors.Where(v => v.Key != ConfigurationKey && v.Value == vector).Select(v => v.Key);

    /// <summary>The queues that are mapped to a vector, whichever.</summary>
    public IEnumerable<int> QueuesWithVector => _vectors.Where(v => v.Key != ConfigurationKey && v.Value != CommonRegister.NoVector).Select(v => v.Key);

    /// <summary>Whether nothing is mapped to a vector.</summary>
    public bool IsFree(int vector) => _vectors.All(v => v.Value != vector);

    /// <summary>Takes the next event.</summary>
    public void Note(TraceEvent e, CommonRegistersSeen common)
    {
        if (CommonRegistersSeen.IsReset(e)) _vectors.Clear();
        if (KeyOf(e, common) is { } key) _vectors[key] = (ushort)(e is RegisterWritten written ? written.Value : ((RegisterRead)e).Value);
    }

    /// <summary>The event that a vector register belongs to which is written or read: a queue, or -1; null when it is none.</summary>
    public static int? KeyOf(TraceEvent e, CommonRegistersSeen common)
    {
        uint? offset = e switch
        {
            RegisterWritten { Space: RegisterSpace.Common, Offset: var at, Width: 2 } => at,
            RegisterRead { Space: RegisterSpace.Common, Offset: var at, Width: 2 } => at,
            _ => null,
        };
        return offset switch
        {
            CommonRegister.ConfigurationVector => ConfigurationKey,
            CommonRegister.QueueVector => common.Queue,
            _ => null,
        };
    }

    /// <summary>An event by its key, in words.</summary>
    public static string NameOf(int key) => key == ConfigurationKey ? "the configuration" : $"queue {key}";
}
