namespace Ballast.Peers.VhostUser.Payloads;

/// <summary>Which ring a descriptor is for, and whether one comes along (vhost-user, SET_VRING_KICK).</summary>
internal readonly record struct RingDescriptor(ulong Value)
{
    public uint Index => (uint)(Value & 0xFF);

    public bool HasNone => (Value & 0x100) != 0;

    public bool HasReservedBits => Value >> 9 != 0;
}
