using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Pipeline.Holding;

/// <summary>
/// Moves the scores of two labels towards their threshold until they, or their probabilities, are in range. Answers and directions stay.
/// </summary>
/// <param name="policies">The policies.</param>
/// <param name="write">Writes a form; null where it has more rules than are allowed.</param>
/// <param name="cancellation">Ends the search with what was found.</param>
internal sealed class ScoreShrinking(TrainingPolicies policies, Func<HingeForm, WrittenModel?> write, CancellationToken cancellation)
{
    /// <summary>What is left of scores at least: less says hardly anything.</summary>
    private const double Least = 0.1;

    /// <summary>The factor is found to within 4 %.</summary>
    private const int Halvings = 6;

    /// <summary>Whether there is one score that is a logit, whose threshold is 0.</summary>
    /// <param name="decision">How outputs become decisions.</param>
    /// <param name="document">The document.</param>
    public static bool IsPossible(Decision decision, RuleDocument document) =>
        decision is { IsClass: true, ComparesOutputs: false, Scores: ScoreKind.Logit } && document.Outputs.Count == 1;

    /// <summary>Moves them, where that helps.</summary>
    /// <param name="model">The model.</param>
    /// <param name="factor">What is left of its scores; 1 where they stay.</param>
    public WrittenModel Of(WrittenModel model, out double factor)
    {
        factor = 1;
        var outside = policies.OutOfRange(model.Document);
        if (outside == 0 || At(Least) is not { } smallest)
            return model;
        var left = policies.OutOfRange(smallest.Document);
        if (left >= outside)
            return model;
        var (kept, lower, upper) = (smallest, Least, 1.0);
        for (var i = 0; i < Halvings && !cancellation.IsCancellationRequested; i++)
        {
            var middle = Math.Sqrt(lower * upper);
            if (At(middle) is { } tried && policies.OutOfRange(tried.Document) == left)
                (kept, lower) = (tried, middle);
            else
                upper = middle;
        }

        factor = lower;
        return kept;

        WrittenModel? At(double scale) => write(Scaled(model.Form, scale));
    }

    private static HingeForm Scaled(HingeForm form, double scale)
    {
        return new HingeForm(
            form.Inputs, form.HingeWeights, form.HingeBiases, form.Couplings, Times(form.OutputWeights), Times(form.OutputBiases),
            Times(form.OutputCouplings), form.Sources);

        double[] Times(double[] numbers) => numbers.Select(n => n * scale).ToArray();
    }
}
