using Ballast.Conformance.Rules.Hinting;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Hinting() =>
    [
        new CommandIsFourBytes(), new RoundBeginsWithItsId(), new IdIsSentOnce(), new PagesAreOffered(), new OfferingStops(),
        new RoundEndsWithStop(), new ReleasedPagesAreInitialised(), new HintedPagesAreReleased(),
        new StopIsShownWhenHintsAreUseless(), new CommandIdIsNotReused(), new StaleHintsAreIgnored(), new WrittenPagesSurvive(),
        new DoneLeavesPagesAlone(), new DoneIsShown(),
    ];
}
