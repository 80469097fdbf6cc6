using System.Diagnostics;
using System.IO.Compression;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Tests.Linux;

public class GuestImageTests
{
    private static readonly byte[] Init = GuestImage.ReadInit();
    private static readonly byte[] BusyBox = [.. Enumerable.Range(0, 5001).Select(i => (byte)i)];
    private static readonly byte[] Module = [1, 2, 3];

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("ballast-image-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void SameContentTwice_SameBytes()
    {
        var (first, second) = (Image(), Image());
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Image_ListedByCpio_HoldsWhatWasPutIn()
    {
        var listed = Cpio("-it", "--quiet", "--numeric-uid-gid");
        var expected = new List<string> { "bin", "canary", "dev", "lib", "memory", "proc", "root", "run", "sys", "tmp" };
        expected.Add("bin/busybox");
        expected.AddRange(GuestImage.Applets.Select(applet => $"bin/{applet}"));
        expected.AddRange(["dev/console", "dev/null", "dev/tty1", "dev/zero", "init", "lib/virtio_balloon.ko"]);

        Assert.That(listed.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(expected));
    }

    [Test]
    public void Image_ExtractedByCpio_HasTheSameContent()
    {
        Cpio("-id", "--quiet", "--no-absolute-filenames", "bin/busybox", "bin/sh", "init", "lib/virtio_balloon.ko");

        Assert.That(File.ReadAllBytes(Path.Combine(_folder, "bin/busybox")), Is.EqualTo(BusyBox));
        Assert.That(new FileInfo(Path.Combine(_folder, "bin/sh")).LinkTarget, Is.EqualTo("busybox"));
        Assert.That(File.ReadAllBytes(Path.Combine(_folder, "init")), Is.EqualTo(Init));
        Assert.That(File.ReadAllBytes(Path.Combine(_folder, "lib/virtio_balloon.ko")), Is.EqualTo(Module));
    }

    [Test]
    public void Applets_AreSortedAndUnique()
    {
        Assert.That(GuestImage.Applets, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique);
    }

    [Test]
    public void Ensure_Twice_BuildsOnceAndLeavesNothingElse()
    {
        var kernel = Kernel();
        var first = GuestImage.Ensure(kernel, _folder);
        var written = File.GetLastWriteTimeUtc(first);
        var second = GuestImage.Ensure(kernel, _folder);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(File.GetLastWriteTimeUtc(second), Is.EqualTo(written));
        Assert.That(Directory.GetFiles(_folder, "*", SearchOption.TopDirectoryOnly).Where(file => !file.EndsWith(".in", StringComparison.Ordinal)), Is.EqualTo(new[] { first }));
    }

    [Test]
    public void Ensure_OtherModule_IsAnotherImage()
    {
        var kernel = Kernel();
        var first = GuestImage.Ensure(kernel, _folder);
        File.WriteAllBytes(kernel.ModulePath, [9]);

        Assert.That(GuestImage.Ensure(kernel, _folder), Is.Not.EqualTo(first));
    }

    private UmlKernel Kernel()
    {
        var (busyBox, module) = (Path.Combine(_folder, "busybox.in"), Path.Combine(_folder, "module.in"));
        File.WriteAllBytes(busyBox, BusyBox);
        File.WriteAllBytes(module, Module);
        return new UmlKernel("linux.uml", "6.1.0", module, busyBox, "/dev/shm");
    }

    private static byte[] Image()
    {
        using var image = new MemoryStream();
        GuestImage.Write(image, Init, BusyBox, Module);
        return image.ToArray();
    }

    private string Cpio(params string[] arguments)
    {
        if (!File.Exists("/usr/bin/cpio"))
            Assert.Ignore("cpio is not installed");
        using var cpio = Process.Start(new ProcessStartInfo("cpio", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
        })!;
        using (var archive = new GZipStream(new MemoryStream(Image()), CompressionMode.Decompress))
        using (var input = cpio.StandardInput.BaseStream)
            archive.CopyTo(input);
        var output = cpio.StandardOutput.ReadToEnd();
        cpio.WaitForExit();
        Assert.That(cpio.ExitCode, Is.Zero);
        return output;
    }
}
