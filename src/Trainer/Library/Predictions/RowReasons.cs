using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Pipeline.Explaining;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>The codes of the principal reasons of each row, in columns of their own.</summary>
internal sealed class RowReasons
{
    private readonly int _scores;
    private readonly int _most;
    private readonly Func<double[], int, IReadOnlyList<Explanation.PrincipalReason>> _of;

    /// <summary>Prepares some rules.</summary>
    /// <param name="evaluator">The rules.</param>
    /// <param name="most">How many reasons of each score have a column.</param>
    /// <param name="reference">The reference that they are measured from; null for the document's default.</param>
    /// <exception cref="RuleCompilerException">The document has no such reference.</exception>
    public RowReasons(RuleEvaluator evaluator, int most, string? reference)
    {
        var document = evaluator.Document;
        _scores = document.ScoreCount;
        _most = most;
        if (reference is null && !document.References.Any(r => r.IsDefault))
            throw new RuleCompilerException(
                "--reasons are measured from a reference, and the document names none by default; give it one, or name one of its others "
                    + "with --reference.");
        if (reference is not null && document.References.All(r => r.Name != reference))
            throw ReferenceChoice.Unknown(reference, document.References.Select(r => r.Name).ToArray(), string.Empty);
        _of = reference is null
            ? (row, score) => evaluator.Reasons(row, score, most)
            : (row, score) => evaluator.Reasons(row, reference, score, most);
    }

    /// <summary>Writes the codes of a row, the largest share first; cells for which there is no reason are empty.</summary>
    public void Write(SafeTexts texts, double[] row)
    {
        for (var score = 0; score < _scores; score++)
        {
            var reasons = _of(row, score);
            for (var n = 0; n < _most; n++)
                texts.Write(n < reasons.Count ? reasons[n].Code : string.Empty);
        }
    }
}
