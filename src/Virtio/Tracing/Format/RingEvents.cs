using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>What the suite found when it looked at a ring (virtio 1.4, 2.7 and 2.8).</summary>
internal static class RingEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<RingObserved>(
            "ring-observed",
            (w, e) =>
            {
                w.Queue(e.Queue);
                w.Object("view", v => Write(v, e.View));
            },
            r => new(r.Queue(), Read(r.Object("view")))),
        new EventFormat<RingVerified>(
            "ring-verified",
            (w, e) =>
            {
                w.Queue(e.Queue);
                w.Text("what", e.What);
                w.Number("entries", e.Entries);
                w.Numbers("wrong", e.Wrong);
            },
            r => new(r.Queue(), r.Text("what"), r.Int("entries"), r.Numbers("wrong"))),
    ];

    private static void Write(FieldWriter w, RingView view)
    {
        w.Number("availableFlags", view.AvailableFlags);
        w.Number("availableIndex", view.AvailableIndex);
        w.Number("usedEvent", view.UsedEvent);
        w.Number("usedFlags", view.UsedFlags);
        w.Number("usedIndex", view.UsedIndex);
        w.Number("availableEvent", view.AvailableEvent);
        Area(w, "driverEvent", view.DriverEvent);
        Area(w, "deviceEvent", view.DeviceEvent);
    }

    private static RingView Read(FieldReader? r)
    {
        if (r is null) return new();
        var view = new RingView
        {
            AvailableFlags = Number(r, "availableFlags"),
            AvailableIndex = Number(r, "availableIndex"),
            UsedEvent = Number(r, "usedEvent"),
            UsedFlags = Number(r, "usedFlags"),
            UsedIndex = Number(r, "usedIndex"),
            AvailableEvent = Number(r, "availableEvent"),
            DriverEvent = Area(r, "driverEvent"),
            DeviceEvent = Area(r, "deviceEvent"),
        };
        r.End();
        return view;
    }

    private static ushort? Number(FieldReader r, string name) => r.Has(name) ? (ushort)r.Int(name, ushort.MaxValue) : null;

    private static void Area(FieldWriter w, string name, EventArea? area)
    {
        if (area is not { } known)
        {
            w.Null(name);
            return;
        }
        w.Object(name, a =>
        {
            a.Number("offset", known.Offset);
            a.Flag("wrap", known.Wrap);
            a.Number("flags", known.RawFlags);
        });
    }

    private static EventArea? Area(FieldReader r, string name)
    {
        if (!r.Has(name) || r.Object(name) is not { } a) return null;
        var area = new EventArea(
            new PackedPosition((ushort)a.Int("offset", short.MaxValue), a.Flag("wrap")).Value, (ushort)a.Int("flags", ushort.MaxValue));
        a.End();
        return area;
    }
}
