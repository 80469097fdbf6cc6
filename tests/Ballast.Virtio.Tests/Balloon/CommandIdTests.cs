using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tests.Balloon;

internal sealed class CommandIdTests
{
    [TestCase(0u, false, "STOP")]
    [TestCase(1u, false, "DONE")]
    [TestCase(2u, true, "2")]
    [TestCase(0x80000001u, true, "0x80000001")]
    [TestCase(uint.MaxValue, true, "0xffffffff")]
    public void Ids_FromTwoOn_NameRounds(uint value, bool isRound, string text) =>
        Assert.That((new CommandId(value).IsRound, new CommandId(value).ToString()), Is.EqualTo((isRound, text)));
}
