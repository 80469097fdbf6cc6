using System.Globalization;
using Ballast.Conformance.QemuStreams;
using Ballast.Virtio.Tracing.Text;

namespace Ballast.Cli.Checking;

/// <summary>What a person sees of a judged stream.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class StreamView(Terminal terminal)
{
    /// <summary>The stream in a few lines, and every wrong page with its history.</summary>
    public void Show(StreamJudgement stream)
    {
        var image = stream.Image;
        terminal.WriteLine();
        terminal.WriteLine($"stream  {image.Configuration.MachineType}, {stream.Block.Name} of {ByteCount.ToText(stream.Block.Length)}: {image.Length} bytes, "
            + $"{image.PageRecords} page and {image.ZeroRecords} zero records in {image.Sections.Count(s => s.Name == "ram")} sections");
        if (image.Balloon is { } balloon)
        {
            string hints = balloon.HintCommandId is { } id ? $", last round of hints {id}, state {balloon.HintStatus}" : "";
            terminal.WriteLine($"        balloon: status 0x{(int)balloon.Status:x}, features {balloon.Features}, num_pages {balloon.NumPages}, actual {balloon.Actual}{hints}");
        }
        terminal.WriteLine($"        {stream.ComparedPages} pages in use compared{(stream.UntoldPages > 0 ? $", {stream.UntoldPages} more looked for" : "")}, {stream.Wrong.Pages} wrong");
        terminal.WriteLine($"        hinting saved {stream.SavedPages} of {stream.HintedPages} hinted pages: {stream.SavedBytes} bytes");
        foreach (var page in stream.WrongPages) Show(page);
        ulong more = stream.Wrong.Pages - (ulong)stream.WrongPages.Count;
        if (more > 0) terminal.WriteLine($"        {more} more pages are wrong");
    }

    private void Show(WrongPage page)
    {
        terminal.WriteLine();
        terminal.WriteLine($"WRONG   page 0x{page.Address:x}, RAM offset 0x{page.RamOffset:x}  {string.Join(' ', page.Clauses.Select(c => c.Value))}");
        terminal.WriteLine($"        {page.What}");
        foreach (var moment in page.History)
        {
            string when = moment switch
            {
                { Event: { } e } => string.Create(CultureInfo.InvariantCulture, $"#{e}"),
                { Position: { } position } => string.Create(CultureInfo.InvariantCulture, $"byte {position}"),
                _ => "stream",
            };
            terminal.WriteLine($"          {when,-14} {moment.What}");
        }
    }
}
