using System.Text;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Tests.Linux;

public class ReplyParserTests
{
    private const string Token = "0123abcd";

    [Test]
    public void Reply_SplitAtEveryPoint_IsTheSame()
    {
        var bytes = Encoding.ASCII.GetBytes($"out\u001eput {Token} \u001e{Token} x\n\u001e{Token} 17\nnoise");
        for (var split = 0; split <= bytes.Length; split++)
        {
            var reply = Read(bytes[..split], bytes[split..]);
            Assert.That(reply.ExitCode, Is.EqualTo(17));
            Assert.That(Encoding.ASCII.GetString(reply.Output), Is.EqualTo($"out\u001eput {Token} \u001e{Token} x\n"));
        }
    }

    [Test]
    public void Reply_OneByteAtATime_IsTheSame()
    {
        var bytes = Encoding.ASCII.GetBytes($"a\nb\u001e{Token} 255\n");
        var reply = Read([.. bytes.Select(b => new[] { b })]);

        Assert.That(reply.ExitCode, Is.EqualTo(255));
        Assert.That(reply.Output, Is.EqualTo("a\nb"u8.ToArray()));
    }

    [TestCase("256")]
    [TestCase("-1")]
    [TestCase("")]
    [TestCase("1 ")]
    [TestCase("99999999")]
    public void StatusThatIsNone_IsOutput(string status)
    {
        var reply = Read(Encoding.ASCII.GetBytes($"\u001e{Token} {status}\n\u001e{Token} 0\n"));

        Assert.That(Encoding.ASCII.GetString(reply.Output), Is.EqualTo($"\u001e{Token} {status}\n"));
    }

    [Test]
    public void MoreOutputThanAllowed_IsDroppedAndSaid()
    {
        var parser = new ReplyParser(100);
        parser.Expect(Token);
        for (var i = 0; i < 1000; i++)
            Assert.That(parser.TryRead(new byte[64], out _), Is.False);

        Assert.That(parser.TryRead(Encoding.ASCII.GetBytes($"\u001e{Token} 0\n"), out var reply), Is.True);
        Assert.That(reply.Overflowed, Is.True);
        Assert.That(reply.Output, Has.Length.LessThan(200));
    }

    [Test]
    public void NothingExpected_IsNoise()
    {
        var parser = new ReplyParser(100);
        Assert.That(parser.TryRead("\u001e0123abcd 0\n"u8, out _), Is.False);
    }

    private static ParsedReply Read(params byte[][] pieces)
    {
        var parser = new ReplyParser(1 << 20);
        parser.Expect(Token);
        foreach (var piece in pieces)
        {
            if (parser.TryRead(piece, out var reply))
                return reply;
        }

        Assert.Fail("the reply was not found");
        return default;
    }
}
