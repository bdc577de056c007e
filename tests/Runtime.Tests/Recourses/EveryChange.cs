using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Recourses;

namespace RuleCompiler.Runtime.Tests.Recourses;

/// <summary>The nearest change by trying every change: in decimals of the base library, with no part of the search.</summary>
internal sealed class EveryChange
{
    private readonly RandomRecourse _case;
    private readonly RuleEvaluator _evaluator;
    private readonly double[] _accepted;
    private readonly List<(double Value, long Cost)>[] _candidates;
    private (long Cost, int[] Changed, double[] Row)? _best;

    private EveryChange(RandomRecourse one)
    {
        _case = one;
        _evaluator = new RuleEvaluator(one.Document);
        _accepted = one.Document.Inputs.Select((input, i) => input.Match(
            number => RandomRecourse.Accepted(number, one.Row[i]),
            category => one.Row[i] < 0 ? category.Other!.Value : one.Row[i])).ToArray();
        _candidates = one.Document.Inputs.Select(Candidates).ToArray();
    }

    /// <summary>The best change; null where there is none.</summary>
    public static (long Cost, int[] Changed, double[] Row)? Of(RandomRecourse one)
    {
        var all = new EveryChange(one);
        all.Try(0, (double[])one.Row.Clone(), [], 0);
        return all._best;
    }

    private void Try(int input, double[] row, int[] changed, long cost)
    {
        if (changed.Length > _case.Options.MostChanges)
            return;
        if (input == row.Length)
        {
            Take(row, changed, cost);
            return;
        }

        Try(input + 1, row, changed, cost);
        foreach (var (value, one) in _candidates[input])
        {
            var other = (double[])row.Clone();
            other[input] = value;
            Try(input + 1, other, [.. changed, input], cost + one);
        }
    }

    private void Take(double[] row, int[] changed, long cost)
    {
        if (_best is { } best && Compare((cost, changed, row), best) >= 0)
            return;
        if (_case.Options.Sides.All(s => Holds(s, row)) && IsWanted(row))
            _best = (cost, changed, row);
    }

    private static int Compare((long Cost, int[] Changed, double[] Row) one, (long Cost, int[] Changed, double[] Row) other)
    {
        if (one.Cost != other.Cost)
            return one.Cost.CompareTo(other.Cost);
        if (one.Changed.Length != other.Changed.Length)
            return one.Changed.Length.CompareTo(other.Changed.Length);
        foreach (var (a, b) in one.Changed.Zip(other.Changed).Where(p => p.First != p.Second))
            return a.CompareTo(b);
        return one.Changed.Select(i => one.Row[i].CompareTo(other.Row[i])).FirstOrDefault(c => c != 0);
    }

    private bool Holds(RecourseSide side, double[] row) => side.Inputs.Zip(side.Factors).Sum(t =>
    {
        var i = _case.Document.Inputs.ToList().FindIndex(input => input.Name == t.First);
        return (decimal)t.Second * Decimal(row[i].Equals(_case.Row[i]) ? _accepted[i] : row[i]);
    }) <= (decimal)side.Most;

    private bool IsWanted(double[] row)
    {
        var (options, outputs) = (_case.Options, _evaluator.Evaluate(row).Outputs);
        var own = _evaluator.Evaluate(_case.Row).Outputs;
        int Output() => _case.Document.Outputs.ToList().FindIndex(o => o.Name == options.Output);
        return _case.Document.Decision.Match(
            _ => double.IsNaN(options.AtLeast) ? outputs[Output()] <= options.AtMost : outputs[Output()] >= options.AtLeast,
            _ => options.Label.Length > 0 ? _evaluator.LabelsFor(outputs).Contains(options.Label)
                : options.Output.Length > 0 ? _evaluator.LabelsFor(outputs)[Output()] != _evaluator.LabelsFor(own)[Output()]
                : _evaluator.Classify(outputs) != _evaluator.Classify(own),
            _ => options.Label.Length > 0 ? _evaluator.LabelsFor(outputs).Contains(options.Label)
                : _evaluator.Classify(outputs) != _evaluator.Classify(own));
    }

    private List<(double Value, long Cost)> Candidates(Input input, int position)
    {
        var isUp = input.Actionable is Actionable.Up or Actionable.Both;
        var isDown = input.Actionable is Actionable.Down or Actionable.Both;
        var given = _case.Row[position];
        var set = Cost(input);
        return input.Match(
            number => given.Equals(_accepted[position]) && number.FindSpecial(given) < 0 && RandomRecourse.Digits(given) <= 15
                ? Enumerable.Range(-200, 401).Where(k => (k > 0 && isUp) || (k < 0 && isDown))
                    .Select(k => (Value: Double(Decimal(given) + (k * Decimal(number.Step!.Value.Value))), Cost: Math.Abs(k) * set))
                    .Where(c => number.IsInRange(c.Value) && number.FindSpecial(c.Value) < 0 && !number.IsMissing(c.Value)).ToList()
                : [],
            category => given < 0 ? [] : Enumerable.Range(0, category.Categories.Count).Select(level => (
                    Value: (double)level,
                    Places: category.Order.Count == 0 ? 1 : Place(category, level) - Place(category, (int)given)))
                .Where(c => !c.Value.Equals(given)
                    && (category.Order.Count == 0 ? isUp || isDown : (c.Places > 0 && isUp) || (c.Places < 0 && isDown)))
                .Select(c => (c.Value, set * Math.Abs(c.Places))).ToList());
    }

    private long Cost(Input input)
    {
        var set = Array.LastIndexOf(_case.Options.CostNames, input.Name);
        return set >= 0 ? _case.Options.Costs[set] : RecourseFinder.DefaultCost(input);
    }

    private static int Place(CategoryInput category, int level) => category.Order.ToList().IndexOf(level);

    private static decimal Decimal(double value) =>
        decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double Double(decimal value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
