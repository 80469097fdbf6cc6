using System.Globalization;
using System.Runtime.InteropServices;

namespace Ballast.Peers.Containers;

/// <summary>User and group as an engine takes them, so that we may signal what runs in a container of ours.</summary>
internal static partial class Owner
{
    public static string OfThisProcess => string.Create(CultureInfo.InvariantCulture, $"{geteuid()}:{getegid()}");

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc")]
    private static partial uint getegid();
}
