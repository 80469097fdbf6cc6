using Ballast.Virtio.Memory;

namespace Ballast.Peers.Qemu.Streams;

/// <summary>
/// What a whole stream makes of a fresh destination: the last content of each page as a digest, when each was sent, and the
/// state of the balloon. Costs about a hundredth of the RAM that was sent, never of RAM that was only announced.
/// </summary>
public sealed class QemuStreamImage : IQemuStreamVisitor
{
    private readonly List<QemuSection> _sections = [];
    private BlockImage[] _images = [];

    private QemuStreamImage() { }

    /// <summary>What the stream says of the machine.</summary>
    public QemuConfiguration Configuration { get; private set; } = QemuConfiguration.None;

    /// <summary>The RAM blocks, the largest first.</summary>
    public IReadOnlyList<QemuRamBlock> Blocks { get; private set; } = [];

    /// <summary>The sections in the order of the stream.</summary>
    public IReadOnlyList<QemuSection> Sections => _sections;

    /// <summary>State of the balloon, or null when there is none that can be read.</summary>
    public QemuBalloonState? Balloon { get; private set; }

    /// <summary>Bytes of the stream.</summary>
    public long Length { get; private set; }

    /// <summary>Pages that were sent with their content, repetitions included.</summary>
    public long PageRecords { get; private set; }

    /// <summary>Pages that were sent as zero, repetitions included.</summary>
    public long ZeroRecords { get; private set; }

    /// <summary>Reads a whole stream.</summary>
    /// <exception cref="QemuStreamException">It is damaged, cut off, or uses what cannot be read.</exception>
    public static QemuStreamImage Read(Stream stream, QemuStreamLimits? limits = null)
    {
        var image = new QemuStreamImage();
        QemuStreamReader.Read(stream, image, limits);
        return image;
    }

    /// <summary>A block by its name, or null.</summary>
    public QemuRamBlock? Find(string name) => Blocks.FirstOrDefault(b => b.Name == name);

    /// <summary>What was made of a page, or null when it was never sent.</summary>
    /// <param name="block">The block.</param>
    /// <param name="page">Number of the page in the block.</param>
    public SentPage? Find(QemuRamBlock block, ulong page) => _images[block.Index].Find(page, _sections);

    /// <summary>What a page holds at a fresh destination: zero when it was never sent.</summary>
    public PageDigest DigestOf(QemuRamBlock block, ulong page) => _images[block.Index].DigestOf(page) ?? PageDigest.Zero;

    /// <summary>Whether a page was ever sent.</summary>
    public bool WasSent(QemuRamBlock block, ulong page) => _images[block.Index].DigestOf(page) is not null;

    /// <summary>Pages of a block that were sent at all.</summary>
    public PageSet SentPages(QemuRamBlock block) => _images[block.Index].Sent();

    /// <summary>Pages of a block that were never sent.</summary>
    public PageSet MissingPages(QemuRamBlock block) => PageSet.Of(new PageRun(0, block.Length >> PageRun.PageShift)).Except(SentPages(block));

    /// <summary>Pages of a block whose last record says that they are zero.</summary>
    public PageSet ZeroPages(QemuRamBlock block) => _images[block.Index].Zero();

    void IQemuStreamVisitor.Configured(QemuConfiguration configuration) => Configuration = configuration;

    void IQemuStreamVisitor.Declared(IReadOnlyList<QemuRamBlock> blocks)
    {
        Blocks = blocks;
        _images = [.. blocks.Select(b => new BlockImage(b.Length >> PageRun.PageShift))];
    }

    void IQemuStreamVisitor.SectionBegins(QemuSection section) => _sections.Add(section);

    void IQemuStreamVisitor.Page(in QemuPageRecord record, ReadOnlySpan<byte> content)
    {
        PageRecords++;
        _images[record.Block.Index].Add(record, PageDigests.Of(content), isZero: false);
    }

    void IQemuStreamVisitor.ZeroPage(in QemuPageRecord record)
    {
        ZeroRecords++;
        _images[record.Block.Index].Add(record, PageDigest.Zero, isZero: true);
    }

    void IQemuStreamVisitor.Device(QemuSection section, ReadOnlySpan<byte> state)
    {
        if (section.Name.EndsWith("virtio-balloon", StringComparison.Ordinal)) Balloon ??= QemuBalloonState.Read(state);
    }

    void IQemuStreamVisitor.Ended(long length) => Length = length;
}
