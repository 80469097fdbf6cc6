using Ballast.Cli.Tests.Infrastructure;

namespace Ballast.Cli.Tests;

public sealed class HelpTests
{
    [TestCase("")]
    [TestCase("run")]
    [TestCase("check")]
    [TestCase("spec")]
    [TestCase("explain")]
    [TestCase("mutants")]
    [TestCase("mutants list")]
    [TestCase("mutants run")]
    [TestCase("golden")]
    [TestCase("golden list")]
    [TestCase("golden show")]
    [TestCase("golden accept")]
    [TestCase("serve")]
    [TestCase("peers")]
    [TestCase("peers install")]
    [TestCase("peers clean")]
    [TestCase("migrate")]
    public async Task Help_IsAsVerified(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var answer = await Shell.RunAsync([.. words, "--help"]);

        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected));
        Assert.That(answer.Error, Is.Empty);
        // Commands come and go; what a command's own help says is its own affair.
        if (words.Length == 0) Assert.That(answer.Output, Does.Contain("run").And.Contain("check").And.Contain("golden").And.Contain("serve").And.Contain("peers"));
        else Snapshot.Verify(answer.Output, $"HelpTests.{string.Join('-', words)}");
    }

    [Test]
    public async Task Version_IsThatOfReports()
    {
        var answer = await Shell.RunAsync("--version");

        Assert.That(answer.Output, Is.EqualTo(Conformance.Suite.SuiteVersion.Name + "\n"));
    }

    [TestCase("chekc", "There is no command 'chekc'. See 'ballast --help'.")]
    [TestCase("golden throw", "There is no command 'throw'. See 'ballast golden --help'.")]
    [TestCase("run --fast", "Unrecognized option '--fast'. See 'ballast run --help'.")]
    [TestCase("check -x", "Unrecognized option '-x'. See 'ballast check --help'.")]
    [TestCase("check --json --verbos t", "Unrecognized option '--verbos'. See 'ballast check --help'.")]
    [TestCase("golden show --loud", "Unrecognized option '--loud'. See 'ballast golden show --help'.")]
    [TestCase("serve", "Option '--socket' is required. See 'ballast serve --help'.")]
    [TestCase("serve --socket s --hints -1", "--hints: 0 or more. See 'ballast serve --help'.")]
    [TestCase("serve --socket s --timeout 0", "--timeout: a positive number of seconds. See 'ballast serve --help'.")]
    [TestCase("serve --socket s --features GET_FREE_PAGES", "--features: GET_FREE_PAGES belongs to the bitmap dialect, which no vhost-user front end speaks. See 'ballast serve --help'.")]
    public async Task WrongUse_IsToldInOneLine(string line, string message) => (await Shell.RunAsync(line.Split(' '))).AssertRefusal(message);
}
