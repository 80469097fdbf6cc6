using Ballast.Conformance.Mutants.Rings;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private const string CloudHypervisorCommit = "https://github.com/cloud-hypervisor/cloud-hypervisor/commit/";

    private static IEnumerable<Mutant> Rings() =>
    [
        Driver<MisplacesUsedRing>("misplaces-used-ring", "aligns its used rings to 2 bytes", "driver.split.1"),
        Driver<PutsWritableFirst>("puts-writable-first", "puts a writable buffer before readable ones", "driver.framing.1"),
        Driver<MakesHugeChains>("makes-huge-chains", "makes chains of more than 2^32 bytes", "driver.split.descriptor.1"),
        Device("looks-at-one-descriptor", parts => new DeviceThatLooksAtOneDescriptor(parts), "takes the first descriptor for the whole chain", "device.framing.1") with
        {
            Link = CloudHypervisorCommit + "52db3f865",
        },
        Device("counts-what-it-reads", parts => new DeviceThatCountsWhatItReads(parts), "returns the length of readable buffers as used length", "device.split.used.2") with
        {
            Link = CloudHypervisorCommit + "ff78eb8fb",
        },
    ];
}
