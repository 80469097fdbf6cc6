namespace Ballast.Virtio.Tracing.Format;

/// <summary>The fields of one kind of event, both ways.</summary>
internal sealed class EventFormat<T>(string name, Action<FieldWriter, T> write, Func<FieldReader, T> read) : EventFormat(name, typeof(T))
    where T : TraceEvent
{
    public override void Write(FieldWriter fields, TraceEvent e) => write(fields, (T)e);

    public override TraceEvent Read(FieldReader fields) => read(fields);
}
