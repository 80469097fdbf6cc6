namespace Ballast.Virtio.Tracing.Content;

/// <summary>What a chain means on its queue.</summary>
public abstract record ChainContent;
