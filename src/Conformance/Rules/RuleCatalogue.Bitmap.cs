using Ballast.Conformance.Rules.Bitmap;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Bitmap() =>
    [
        new FeatureIsOffered(), new FourQueuesExist(), new FreePageQueueIsLeftAlone(),
        new BufferIsPrimed(), new BufferIsPrimedAgain(), new AnswerAndBufferShareNotification(),
        new RequestCarriesLowMemory(), new RequestsDoNotOverlap(), new MissingBufferIsSurvived(),
        new AnswerHasItsForm(), new AnswerFramingDoesNotMatter(), new AnswerHasItsLength(),
        new ReportedPagesAreFree("bitmap.answer.4", RamPart.Low, needsBoth: false),
        new ReportedPagesAreFree("bitmap.answer.5", RamPart.High, needsBoth: false),
        new ReportedPagesAreFree("bitmap.answer.6", RamPart.All, needsBoth: true),
        new AnswerIsReturned(), new MalformedAnswerIsRefused(),
        new AnswerWithoutRequestIsIgnored("bitmap.answer.9", late: false), new AnswerWithoutRequestIsIgnored("bitmap.answer.10", late: true),
        new WaitIsBounded(), new OtherWorkGoesOn(), new RequestRunsItsCourse(), new BufferIsNotLost(),
    ];
}
