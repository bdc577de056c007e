using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>Later rows, held against those of training.</summary>
/// <param name="Shares">All comparisons: what has moved first, and of it what is farthest above its limit.</param>
/// <param name="Empty">How many more there would be, but that neither training nor later rows have two kinds of rows there.</param>
/// <param name="Level">The probability, at most, that anything is said to have moved where nothing has.</param>
public sealed record RowComparison(EquatableArray<ComparedShares> Shares, int Empty, double Level)
{
    /// <summary>Whether anything has moved.</summary>
    public bool HasMoved => Shares.Any(s => s.HasMoved);

    /// <summary>Compares rows.</summary>
    /// <param name="document">The rules, with the support and counts of their training.</param>
    /// <param name="now">The later rows.</param>
    /// <param name="level">The probability, at most, that anything is said to have moved where nothing has.</param>
    /// <returns>The comparisons.</returns>
    /// <exception cref="RuleCompilerException">There is nothing to compare with, or no row was counted.</exception>
    public static RowComparison Of(RuleDocument document, MonitorCounts now, double level)
    {
        if (now.Counts.Rows + now.Counts.Refused == 0)
            throw new RuleCompilerException("no row was counted, so that there is nothing to compare.");
        var questions = Question.All(document, now).ToArray();
        if (questions.Length == 0)
        {
            throw new RuleCompilerException(
                "the document does not say which share of its training each rule has; rulec measure counts it on a table.");
        }

        return Of(questions, level);
    }

    /// <summary>Compares the cells of some questions.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="level">As above.</param>
    /// <param name="draws">How often rows are drawn, where they are.</param>
    /// <param name="seed">The seed of the draws.</param>
    internal static RowComparison Of(
        IReadOnlyCollection<Question> questions,
        double level,
        int draws = PsiDistribution.UsualDraws,
        ulong seed = PsiDistribution.UsualSeed)
    {
        var asked = questions.Select(question => (question, chance: PsiDistribution.Of(question.Training, question.Now, draws, seed)))
            .Where(q => q.chance is not null).Select(q => (q.question, chance: q.chance!, psi: Psi.Of(q.question.Training, q.question.Now)))
            .Select(q => (q.question, q.chance, q.psi, probability: q.chance.AtLeast(q.psi))).OrderBy(q => q.probability).ToArray();
        var shares = new List<ComparedShares>();
        // S. Holm: A Simple Sequentially Rejective Multiple Test Procedure (1979). What is left shares the level, until one stays below it.
        var (left, hasMoved) = (asked.Length, true);
        foreach (var (question, chance, psi, probability) in asked)
        {
            hasMoved = hasMoved && probability <= level / left;
            shares.Add(new ComparedShares(
                question.Of, question.Name, CellsOf(question), psi, probability, chance.Limit(level), chance.Limit(level / left),
                hasMoved));
            left -= hasMoved ? 1 : 0;
        }

        return new RowComparison(
            shares.OrderByDescending(s => s.HasMoved).ThenByDescending(s => s.Psi / s.Limit).ToEquatableArray(),
            questions.Count - asked.Length,
            level);
    }

    private static EquatableArray<ComparedCell> CellsOf(Question question)
    {
        var (all, later) = ((double)question.Training.Sum(), (double)question.Now.Sum());
        return question.Cells.Select((name, i) => new ComparedCell(
            name,
            question.Training[i],
            question.Training[i] / all,
            question.Now[i],
            question.Now[i] / later,
            Psi.Of(question.Training[i], question.Now[i], all, later))).ToEquatableArray();
    }
}
