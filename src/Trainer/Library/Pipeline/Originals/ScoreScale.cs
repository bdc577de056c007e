using System;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>How large the scores of a network are, and the unit and zero in which they are learned.</summary>
/// <remarks>
/// Cross-entropy takes scores for logits: if all of them are within a hundredth of each other, every answer is about as likely as every
/// other,
/// and a constant is as good as anything; if they are thousands apart, nothing is learned from how far. So scores of another size are
/// learned
/// in a unit in which the lead of the answer is typically <see cref="LearnedLead"/>; the unit is a power of two, so that going back is
/// exact.
/// Scores of usual size are taken as they are. Only training rows are used.
/// </remarks>
/// <param name="Lead">
/// By how much the answer typically leads: the median over rows of largest minus second score, or of |score| of a question.
/// </param>
/// <param name="Unit">What scores are divided by.</param>
/// <param name="Zero">What is taken away before, the same from all scores, which decides nothing.</param>
public sealed record ScoreScale(double Lead, double Unit, double Zero)
{
    private const double LeastUsualLead = 2;
    private const double MostUsualLead = 20;
    private const double LearnedLead = 4;

    /// <summary>More than this many leads away from 0, a float has few digits left for what decides.</summary>
    private const double FarthestZero = 1_000;

    /// <summary>Scores as they are.</summary>
    public static ScoreScale AsTheyAre { get; } = new(0, 1, 0);

    /// <summary>Whether scores are learned in another unit, or from another zero, than they have.</summary>
    public bool IsOther => Unit != 1 || Zero != 0;

    /// <summary>Measures scores.</summary>
    /// <param name="kind">What is decided by them.</param>
    /// <param name="scores">rows × outputs.</param>
    /// <param name="outputs">Outputs per row.</param>
    /// <returns>The scale; values have one of their own.</returns>
    internal static ScoreScale Measure(TaskKind kind, double[] scores, int outputs)
    {
        if (kind == TaskKind.Regression || scores.Length == 0)
            return AsTheyAre;
        var leads = kind == TaskKind.MultiClass
            ? scores.Chunk(outputs).Select(LeadOf).Order().ToArray()
            : scores.Select(Math.Abs).Order().ToArray();
        var lead = leads[leads.Length / 2];
        if (lead == 0)
            lead = leads.Average();
        var zero = kind == TaskKind.MultiClass ? scores.Average() : 0;
        var isUsual = lead is >= LeastUsualLead and <= MostUsualLead && Math.Abs(zero) <= FarthestZero * lead;
        return isUsual || lead == 0 || !double.IsFinite(lead) || !double.IsFinite(zero)
            ? AsTheyAre with { Lead = lead }
            : new ScoreScale(lead, Math.ScaleB(1, (int)Math.Clamp(Math.Round(Logarithm.ToBase2(lead / LearnedLead)), -1000, 1000)), zero);
    }

    private static double LeadOf(double[] scores)
    {
        var two = scores.OrderDescending().Take(2).ToArray();
        return two[0] - two[1];
    }
}
