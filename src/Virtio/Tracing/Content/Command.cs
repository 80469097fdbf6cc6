using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Content;

/// <summary>A command id on the free page queue (virtio 1.4, 5.5.6.5).</summary>
/// <param name="Id">The id.</param>
public sealed record Command(CommandId Id) : ChainContent;
