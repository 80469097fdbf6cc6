using System.Diagnostics.CodeAnalysis;

namespace Ballast.Peers.Qemu;

/// <summary>Whether QEMU can be run here.</summary>
/// <param name="Program">The program, if it is here.</param>
/// <param name="Reason">What is missing, in one line, if not.</param>
/// <param name="Remedy">What to do about it, if not.</param>
public sealed record QemuAvailability(QemuProgram? Program, string? Reason, string? Remedy)
{
    /// <summary>Whether machines can be started.</summary>
    [MemberNotNullWhen(true, nameof(Program))]
    [MemberNotNullWhen(false, nameof(Reason), nameof(Remedy))]
    public bool IsAvailable => Program is not null;

    internal static QemuAvailability Here(QemuProgram program) => new(program, null, null);

    internal static QemuAvailability Missing(string reason, string remedy) => new(null, reason, remedy);
}
