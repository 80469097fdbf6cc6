using System.Diagnostics.CodeAnalysis;

namespace Ballast.Peers.Linux;

/// <summary>Whether a real Linux kernel can be run here as User Mode Linux.</summary>
/// <param name="Kernel">The kernel, if everything is here.</param>
/// <param name="Reason">What is missing, in one line, if not.</param>
/// <param name="Remedy">What to do about it, if not.</param>
public sealed record LinuxAvailability(UmlKernel? Kernel, string? Reason, string? Remedy)
{
    /// <summary>Whether guests can be started.</summary>
    [MemberNotNullWhen(true, nameof(Kernel))]
    [MemberNotNullWhen(false, nameof(Reason), nameof(Remedy))]
    public bool IsAvailable => Kernel is not null;

    internal static LinuxAvailability Here(UmlKernel kernel) => new(kernel, null, null);

    internal static LinuxAvailability Missing(string reason, string remedy) => new(null, reason, remedy);
}
