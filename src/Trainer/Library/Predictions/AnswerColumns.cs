using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>The columns that the answers of rules are written to.</summary>
internal sealed class AnswerColumns
{
    private const string Probability = "probability";

    private static readonly string[] First = ["prediction", "rule"];
    private static readonly string[] Last = ["replaced", "outside", "refused"];

    private readonly Decision _decision;
    // Of one that is chosen among several there is one column.
    private readonly double[] _chosen = new double[1];

    /// <summary>Names the columns of some rules.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="reasons">How many reasons of each score have a column.</param>
    /// <param name="hasDetails">Whether there are columns for what was replaced, outside and refused; the last one says why.</param>
    public AnswerColumns(RuleDocument document, int reasons, bool hasDetails)
    {
        _decision = document.Decision;
        var outputs = document.Outputs.Select(o => o.Name).ToArray();
        string[] probabilities = (_decision.Scores, _decision.ComparesOutputs || outputs.Length == 1) switch
        {
            (ScoreKind.Plain, _) => [],
            (_, true) => [Probability],
            _ => outputs.Select(o => $"{o} ({Probability})").ToArray(),
        };
        var numbered = Enumerable.Range(1, reasons).Select(n => FormattableString.Invariant($"reason{n}"));
        string[] last =
        [
            .. _decision.ComparesOutputs || outputs.Length == 1
                ? numbered
                : outputs.SelectMany(o => numbered.Select(reason => $"{o} ({reason})")),
            .. hasDetails ? Last : [],
        ];
        // An output that is called like another column gets a name of its own.
        var taken = First.Concat(probabilities).Concat(last).ToHashSet(StringComparer.Ordinal);
        Names = [.. First, .. outputs.Select(o => Free(o, taken)), .. probabilities, .. last];
    }

    /// <summary>Their names, no two alike.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// The probabilities that are written: of the label of the largest output, as generated <c>Probability</c> has it; otherwise of each
    /// output's label at or above its threshold.
    /// </summary>
    /// <param name="outputs">One value per output.</param>
    /// <param name="probabilities">One per output; none where scores do not stand for any.</param>
    /// <returns>One per column, until the next row.</returns>
    public double[] Probabilities(double[] outputs, double[] probabilities)
    {
        if (probabilities.Length == 0 || !_decision.ComparesOutputs)
            return probabilities;
        _chosen[0] = probabilities[_decision.Classify(outputs)];
        return _chosen;
    }

    private static string Free(string output, HashSet<string> taken)
    {
        while (!taken.Add(output))
            output += " (output)";
        return output;
    }
}
