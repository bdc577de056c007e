using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Monitoring;

/// <summary>Counts what a rule system answers, row by row. One thread counts with one; the counts of several are added.</summary>
public sealed class RowCounter
{
    private readonly RuleEvaluator _evaluator;
    private readonly EquatableArray<EquatableArray<Number>> _limits;
    private readonly long[] _rules;
    private readonly long[][] _labels;
    private readonly long[][] _bands;
    private readonly InputTally[] _inputs;

    // The position of a question's label among its labels; by the kind of the decision once, not at every row.
    private readonly Func<int, double[], int> _labelOf;
    private long _rows;

    /// <summary>Begins at zero.</summary>
    /// <param name="document">The rule system.</param>
    /// <param name="limits">Where bands of scores meet, increasing: for each output, or for the largest one where that decides.</param>
    /// <exception cref="ArgumentException">There are more or fewer of them.</exception>
    public RowCounter(RuleDocument document, EquatableArray<EquatableArray<Number>> limits)
    {
        var decision = document.Decision;
        var scores = document.ScoreCount;
        if (limits.Count != scores)
            throw new ArgumentException($"There are limits for {limits.Count} scores; the rule system has {scores}.", nameof(limits));
        _evaluator = new RuleEvaluator(document);
        _limits = limits;
        _rules = new long[document.Rules.Count];
        _labels = Enumerable.Range(0, decision.IsClass ? scores : 0).Select(k => new long[decision.LabelsOf(k).Count]).ToArray();
        _bands = limits.Select(l => new long[l.Count + 1]).ToArray();
        _inputs = document.Inputs.Select(i => new InputTally(i)).ToArray();
        _labelOf = decision.Match<Func<int, double[], int>>(
            _ => (_, _) => throw new InvalidOperationException("A value has no label."),
            thresholds => (k, outputs) => thresholds.Bits[k].IsReached(outputs[k]) ? 1 : 0,
            argmax => (_, outputs) => argmax.Classify(outputs));
    }

    /// <summary>How many rows each rule decided, in the order of the rules.</summary>
    public EquatableArray<long> Rules => _rules.ToEquatableArray();

    /// <summary>What was counted so far.</summary>
    public RowCounts Counts => new(
        _rows,
        _labels.Select(l => l.ToEquatableArray()).ToEquatableArray(),
        _limits.Zip(_bands, (limits, rows) => new ScoreBands(limits, rows.ToEquatableArray())).ToEquatableArray(),
        _inputs.Select(i => i.Counts).ToEquatableArray());

    /// <summary>Decides a row and counts it.</summary>
    /// <param name="row">One value per input: a number, or the position of a category; NaN and −1 where there is none.</param>
    /// <returns>What the rules answer; null where the row is refused, which is counted as such and as nothing else.</returns>
    public Outcome? Count(double[] row)
    {
        Outcome outcome;
        try
        {
            outcome = _evaluator.Evaluate(row);
        }
        catch (InputRefusedException e)
        {
            _inputs.First(i => i.Name == e.Input).Refuse();
            return null;
        }

        _rows++;
        _rules[outcome.RuleIndex]++;
        var decision = _evaluator.Document.Decision;
        for (var k = 0; k < _labels.Length; k++)
            _labels[k][_labelOf(k, outcome.Outputs)]++;
        for (var k = 0; k < _bands.Length; k++)
            _bands[k][ScoreBands.Of(decision.ScoreOf(k, outcome.Outputs), _limits[k])]++;
        for (var i = 0; i < _inputs.Length; i++)
            _inputs[i].Count(row[i]);
        return outcome;
    }
}
