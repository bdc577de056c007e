using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>Rows that the workbook is checked with, made from the document alone.</summary>
internal sealed class CheckRows
{
    /// <summary>How many rows are looked through for each rule, each condition and each label.</summary>
    private const int Sampled = 3_000;

    /// <summary>How many rows of a rule are tried.</summary>
    private const int Tries = 20;

    /// <summary>How many rules are sure to be among the rows where they occur.</summary>
    private const int RulesFirst = 30;

    private const double MixedSteps = 1e7;

    private readonly RuleDocument _document;
    private readonly RuleEvaluator _evaluator;
    private readonly UsualRows _usual;
    private readonly double[][] _samples;
    private readonly double[] _first;

    public CheckRows(RuleDocument document, RuleEvaluator evaluator)
    {
        (_document, _evaluator, _usual) = (document, evaluator, new UsualRows(document));
        _first = UsualRows.First(document);
        var witnesses = document.Rules.Select(r => r.Witness).OfType<EquatableArray<InputValue>>().Select(w => TypedRow.Of(w));
        _samples = [_first, .. witnesses, .. Enumerable.Range(0, Sampled).Select(_ => _usual.Next())];
    }

    /// <summary>What is to be tried, the most needed first: of each the rows that would do, of which one is enough.</summary>
    public IEnumerable<IReadOnlyList<TypedRow>> Wanted()
    {
        foreach (var reference in _document.References)
            yield return [new TypedRow("reference: " + reference.Name, TypedRow.Of(reference.Row))];
        var rules = Rules().ToArray();
        foreach (var rule in rules.Take(RulesFirst))
            yield return rule;
        IEnumerator<IReadOnlyList<TypedRow>>[] kinds =
        [
            rules.Skip(RulesFirst).GetEnumerator(), Borders().GetEnumerator(), Decisions().GetEnumerator(), Ends().GetEnumerator(),
            NoQuantities().GetEnumerator(), Categories().GetEnumerator(), Points().GetEnumerator(),
        ];
        // Each kind in turn, so that none crowds out the others.
        for (var any = true; any;)
        {
            any = false;
            foreach (var kind in kinds)
            {
                if (!kind.MoveNext())
                    continue;
                any = true;
                yield return kind.Current;
            }
        }

        for (var n = 0; n < Sampled; n++)
            yield return [new TypedRow("any row", _usual.Next())];
    }

    private IEnumerable<IReadOnlyList<TypedRow>> Rules()
    {
        var found = _document.Rules.Select(_ => new List<TypedRow>()).ToArray();
        foreach (var sample in _samples)
        {
            if (RuleOf(sample) is { } rule && found[rule].Count < Tries)
                found[rule].Add(new TypedRow($"rule {_document.Rules[rule].Id}", sample));
        }

        return found.Where(rows => rows.Count > 0);
    }

    // Just below and just above each condition.
    private IEnumerable<IReadOnlyList<TypedRow>> Borders() => _document.Conditions.SelectMany((condition, c) =>
        Sides($"condition {condition.Id}", row => _evaluator.EvaluateCondition(c, row) < 0));

    // Just on both sides of a change of each label.
    private IEnumerable<IReadOnlyList<TypedRow>> Decisions() => _document.Decision.Match<IEnumerable<IReadOnlyList<TypedRow>>>(
        _ => [],
        threshold => threshold.Bits.SelectMany((bit, k) => Sides("decision", row => !bit.IsReached(_evaluator.Evaluate(row).Outputs[k]))),
        argmax => argmax.Labels.SelectMany((_, k) => Sides(
            "decision", row => _evaluator.Classify(_evaluator.Evaluate(row).Outputs) == k)));

    private IEnumerable<IReadOnlyList<TypedRow>> Sides(string name, Func<double[], bool> side)
    {
        var first = _samples.FirstOrDefault(s => SideOf(side, s) == true);
        if (first is null)
            yield break;
        // The categories stay, so that numbers alone lead to the other side.
        var second = _samples.Select(s => s.Select((v, i) => _document.Inputs[i].IsNumber ? v : first[i]).ToArray())
            .FirstOrDefault(s => SideOf(side, s) == false);
        if (second is null)
            yield break;
        var (low, high) = (0.0, 1.0);
        for (var n = 0; n < 40; n++)
        {
            var middle = (low + high) / 2;
            if (SideOf(side, Mixed(first, second, middle)) == true)
                low = middle;
            else
                high = middle;
        }

        foreach (var (step, words) in new[] { (-1, "on one side"), (1, "on the other side") })
        {
            yield return new[] { 1e-5, 1e-4, 1e-3, 1e-2 }
                .Select(size => Mixed(first, second, Math.Clamp(low + (step * size), 0, 1)))
                .Select(row => new TypedRow($"{name}, just {words}", row)).ToArray();
        }
    }

    private IEnumerable<IReadOnlyList<TypedRow>> Ends()
    {
        var n = 0;
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            foreach (var (value, words) in _document.Inputs[i].Match<(double, string)[]>(
                number =>
                [
                    (number.Minimum.Value, "at the smallest"), (number.Maximum.Value, "at the largest"),
                    (number.Minimum.Value - (number.Width / 8), "below the range"),
                    (number.Maximum.Value + (number.Width / 8), "above the range"),
                ],
                _ => []))
            {
                yield return With(n++, i, value, words);
            }
        }
    }

    private IEnumerable<IReadOnlyList<TypedRow>> NoQuantities()
    {
        var n = 0;
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            foreach (var (value, words) in _document.Inputs[i].Match<(double, string)[]>(
                number =>
                [
                    (double.NaN, "nothing typed"), .. number.Specials.Select(s => (s.InRow, "special value")),
                    .. number.Marks.Select(m => (m.Value, "means missing")),
                ],
                _ => [(-1, "no category")]))
            {
                yield return With(n++, i, value, words);
            }
        }
    }

    private IEnumerable<IReadOnlyList<TypedRow>> Categories()
    {
        var n = 0;
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            for (var k = 0; k < _document.Inputs[i].Match(_ => 0, category => category.Categories.Count); k++)
                yield return With(n++, i, k, "category");
        }
    }

    private IEnumerable<IReadOnlyList<TypedRow>> Points()
    {
        var n = 0;
        foreach (var term in _document.Sums.SelectMany(s => s.Terms))
        {
            foreach (var point in term.Match<IEnumerable<CurvePoint>>(_ => [], _ => [], curve => curve.Curve.Points))
                yield return With(n++, term.Input, point.X.Value, "point of a curve");
        }
    }

    // One value in a row of each rule in turn.
    private TypedRow[] With(int turn, int input, double value, string words)
    {
        var row = (double[])_samples[turn % Math.Min(_samples.Length, _document.Rules.Count + 1)].Clone();
        row[input] = value;
        return [new TypedRow($"{_document.Inputs[input].Name}: {words}", row)];
    }

    private double[] Mixed(double[] first, double[] second, double part) => first.Select((v, i) => _document.Inputs[i].Match(
        number => number.FindSpecial(v) >= 0 || number.FindSpecial(second[i]) >= 0
            ? v
            : UsualRows.Rounded(number, (v * (1 - part)) + (second[i] * part), MixedSteps),
        _ => v)).ToArray();

    private int? RuleOf(double[] row)
    {
        try
        {
            return _evaluator.Evaluate(row).RuleIndex;
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }

    private static bool? SideOf(Func<double[], bool> side, double[] row)
    {
        try
        {
            return side(row);
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }
}
