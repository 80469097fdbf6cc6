namespace Ballast.Virtio.Tracing.Format;

/// <summary>How one kind of event stands in a line of a trace.</summary>
internal abstract class EventFormat(string name, Type type)
{
    public string Name => name;

    public Type Type => type;

    public abstract void Write(FieldWriter fields, TraceEvent e);

    public abstract TraceEvent Read(FieldReader fields);
}
