using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Measures;

/// <summary>How many rows of each label were answered with each label.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;

    private ConfusionMatrix(int[,] counts) => _counts = counts;

    /// <summary>The number of labels.</summary>
    public int Labels => _counts.GetLength(0);

    /// <summary>The share of all rows that were answered right.</summary>
    public CountedShare Right => new(Each().Sum(k => _counts[k, k]), Each().Sum(RowsOf));

    /// <summary>How many rows of a label were answered with a label.</summary>
    /// <param name="truth">The position of the label that is true.</param>
    /// <param name="answer">The position of the label that was answered.</param>
    /// <returns>The count.</returns>
    public int this[int truth, int answer] => _counts[truth, answer];

    /// <summary>Counts.</summary>
    /// <param name="labels">The number of labels.</param>
    /// <param name="truths">The position of each row's true label; a row where it is negative, which is not known, is left out.</param>
    /// <param name="answers">The position of the label that was answered, for each row.</param>
    /// <returns>The matrix, labels × labels.</returns>
    public static ConfusionMatrix Count(int labels, IReadOnlyList<int> truths, IReadOnlyList<int> answers)
    {
        if (truths.Count != answers.Count)
            throw new ArgumentException("There is one answer per row.", nameof(answers));
        var counts = new int[labels, labels];
        for (var r = 0; r < truths.Count; r++)
        {
            if (truths[r] >= 0)
                counts[truths[r], answers[r]]++;
        }

        return new ConfusionMatrix(counts);
    }

    /// <summary>The share of the rows of a label that were answered with a label; the recall where both are the same.</summary>
    /// <param name="truth">The position of the label that is true.</param>
    /// <param name="answer">The position of the label that was answered.</param>
    /// <returns>The share of the rows of that label.</returns>
    public CountedShare OfTruth(int truth, int answer) => new(_counts[truth, answer], RowsOf(truth));

    /// <summary>The share of the rows answered with a label for which that is true: the precision.</summary>
    /// <param name="answer">The position of the label that was answered.</param>
    /// <returns>The share of the rows that were answered so.</returns>
    public CountedShare RightOf(int answer) => new(_counts[answer, answer], Each().Sum(t => _counts[t, answer]));

    private IEnumerable<int> Each() => Enumerable.Range(0, Labels);

    private int RowsOf(int truth) => Each().Sum(a => _counts[truth, a]);
}
