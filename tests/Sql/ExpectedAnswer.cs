using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Sql;

/// <summary>What the rules answer to a row of a table, by the evaluator that generated code agrees with.</summary>
internal sealed class ExpectedAnswers
{
    private readonly RuleEvaluator _evaluator;
    private readonly Func<object?, double>[] _readers;

    public ExpectedAnswers(RuleDocument document)
    {
        _evaluator = new RuleEvaluator(document);
        _readers = document.Inputs.Select(i => i.Match<Func<object?, double>>(
            _ => value => value is double number ? number : double.NaN,
            category => (new CategoryTexts(category) is var texts
                ? value => value is string { } text && text.Trim(' ') is { Length: > 0 } trimmed ? texts.Find(trimmed) : texts.Missing ?? -1
                : null)!)).ToArray();
    }

    /// <summary>The values of a row, as the evaluator takes them.</summary>
    public double[] Values(object?[] row) => row.Select((v, i) => _readers[i](v)).ToArray();

    /// <summary>The answer; null where the row is refused.</summary>
    public ExpectedAnswer? Of(object?[] row)
    {
        var values = Values(row);
        try
        {
            var explanation = _evaluator.Explain(values);
            var outcome = _evaluator.Evaluate(values);
            var document = _evaluator.Document;
            return new ExpectedAnswer(
                document.Rules[outcome.RuleIndex].Id,
                _evaluator.LabelsFor(outcome.Outputs),
                outcome.Outputs,
                _evaluator.Probabilities(outcome.Outputs),
                explanation.Inputs.Count(i => i.IsOutside),
                document.Decision.IsClass && document.Decision.ComparesOutputs ? explanation.Class : null);
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }
}

/// <summary>An answer.</summary>
internal sealed record ExpectedAnswer(
    int Rule, IReadOnlyList<string> Labels, double[] Outputs, double[] Probabilities, int Outside, int? Chosen);
