using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports;

/// <summary>By which figure of the frontier a model was chosen, in a sentence.</summary>
public static class ChoiceText
{
    /// <summary>Describes the choice.</summary>
    /// <param name="document">The rules, with where they come from.</param>
    /// <returns>The sentence; null where the document does not tell.</returns>
    public static string? Of(RuleDocument document)
    {
        if (document.Provenance is not { } provenance || provenance.Frontier.FirstOrDefault(e => e.IsChosen) is not { } chosen)
            return null;
        var sentence = Of(document, provenance, chosen);
        return sentence is not null && RecordedOptions.Read(provenance, RecordedOptions.Policies).Count > 0
            ? sentence + " Models that break fewer policies came first."
            : sentence;
    }

    private static string? Of(RuleDocument document, Provenance provenance, FrontierEntry chosen)
    {
        if (RecordedOptions.Read(provenance, RecordedOptions.Tolerance) is [var tolerance])
            return OfTolerance(provenance, document.Decision.IsClass ? "accuracy" : "R²", tolerance);
        if (chosen.Price is { } price)
            return OfPrice(provenance, price);
        return RecordedOptions.IsTree(provenance) && chosen.ExpectedLoss is not null
            ? "Chosen by the least expected loss, which of a tree is the mean squared error on validation rows."
            : null;
    }

    private static string OfTolerance(Provenance provenance, string measure, string tolerance)
    {
        var (counted, best) = RecordedOptions.IsTree(provenance) ? ("tests", "the best") : ("numbers", "that of the network");
        return $"Chosen by --tolerance {VisibleText.Of(tolerance)}, not by a price: the fewest {counted} whose {measure} on validation "
            + $"rows is at most so much below {best}; where none is, the largest {measure}.";
    }

    private static string OfPrice(Provenance provenance, Number price)
    {
        var gain = (RecordedOptions.AnswersAreLearned(provenance) ? ModelPrice.OfAnswers : ModelPrice.OfLearned).LeastGain;
        var what = $"the expected loss, and {ShownNumber.Decimals(100 * gain, "0.####")} % of it for each number to review";
        return provenance.Frontier.Any(e => e.Rules is not null && e.Price?.Value < price.Value)
            ? $"The price is {what}. A model at a lower price was passed over: a simpler one makes fewer mistakes on validation rows, too "
                + "few training rows satisfy one of its rules (--min-support), or it breaks more policies (--policies)."
            : $"Chosen by the lowest price: {what}.";
    }
}
