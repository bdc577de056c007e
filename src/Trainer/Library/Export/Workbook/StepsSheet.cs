using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>The sheet that calculates: a row for what is tried, and one for each row that is checked, all by the same formulas.</summary>
internal sealed class StepsSheet
{
    private const int FirstRow = 5;

    // Beyond this a probability is 0 or 1 to 300 places, and e to it is too large for a spreadsheet.
    private const int MostExponent = 700;

    private static readonly Formula Zero = Formula.Whole(0);
    private static readonly Formula One = Formula.Whole(1);

    private readonly RuleDocument _document;
    private readonly NumbersSheet _numbers;
    private readonly InputSteps _inputs;
    private readonly RulePaths _paths;
    private readonly int[] _groups;
    private readonly string[] _names;
    private readonly Sheet _sheet = new("Steps") { Widths = [30], FrozenRows = FirstRow - 1, FrozenColumns = 1 };

    private StepRow? _reference;

    public StepsSheet(RuleDocument document, NumbersSheet numbers)
    {
        (_document, _numbers) = (document, numbers);
        (_inputs, _paths) = (new InputSteps(document, numbers), new RulePaths(document));
        _groups = new RuleLayout(document).ReasonGroups.ToArray();
        _names = document.Inputs.Select(i => i.Name).ToArray();
        HasReasons = ShareForm.WhyNot(document) is null;
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet => _sheet;

    /// <summary>Whether it has shares and reasons.</summary>
    public bool HasReasons { get; }

    /// <summary>Adds the row that reasons are measured from.</summary>
    public void AddReference(string title, IReadOnlyList<Formula> given)
    {
        var row = new StepRow(_sheet, title, FirstRow, null);
        Calculate(row, given);
        Add(row);
        _reference = row;
    }

    /// <summary>Adds a row, unless it is none to be sure of.</summary>
    /// <param name="title">What row it is.</param>
    /// <param name="given">The cells that its values are typed in.</param>
    /// <param name="isWanted">Whether the row is to be kept.</param>
    /// <returns>The answer; null where the row is not kept.</returns>
    public RowAnswer? Add(string title, IReadOnlyList<Formula> given, Func<RowAnswer, bool> isWanted)
    {
        var row = new StepRow(_sheet, title, Math.Max(FirstRow, _sheet.Next), _reference);
        var answer = Calculate(row, given);
        if (!isWanted(answer))
            return null;
        Add(row);
        return answer;
    }

    private void Add(StepRow row)
    {
        if (_sheet.Next < FirstRow)
        {
            _sheet.Add(SheetCell.Of("Steps", CellStyle.Title));
            _sheet.Add(SheetCell.Of(
                "Each row is calculated from left to right by the same formulas: the states of inputs, what each term adds, conditions, "
                    + "rule, outputs. A row that is refused is calculated on with the smallest numbers and answered with nothing.",
                CellStyle.Remark));
            var parts = row.Headings.Select((h, n) => n > 0 && h.Part == row.Headings[n - 1].Part ? string.Empty : h.Part);
            _sheet.Add([.. parts.Select(p => SheetCell.Of(p, CellStyle.Heading))]);
            _sheet.Add([.. row.Headings.Select(h => SheetCell.Of(h.Heading, CellStyle.Header))]);
        }

        _sheet.Add(row.Cells);
    }

    private RowAnswer Calculate(StepRow row, IReadOnlyList<Formula> given)
    {
        var inputs = _inputs.Accept(row, given);
        var outside = _inputs.Outside(row, inputs);
        var refused = _inputs.Refusal(row, inputs);
        var sums = new SumSteps(_document, row, inputs);
        var shares = HasReasons ? new ShareSteps(_document, row, inputs) : null;
        var adjusting = HasReasons ? StraightWay.Adjusting(_document, ShareForm.Outputs(_document)) : [];
        var conditions = new List<Formula>();
        for (var c = 0; c < _document.Conditions.Count; c++)
        {
            var cells = _numbers.Conditions[c];
            var parts = sums.Parts(_document.Conditions[c].Expression, cells, conditions);
            conditions.Add(sums.Total(cells.Title, $"condition {Digits(_document.Conditions[c].Id)}", parts));
            if (adjusting.Contains(c))
                shares!.AddCondition(c, cells, parts, conditions[c]);
        }

        var position = AddRule(row, conditions);
        var (outputs, made) = AddOutputs(row, sums, conditions, position);
        var labels = AddLabels(row, outputs, out var chosen);
        var probabilities = AddProbabilities(row, outputs);
        var rule = row.Add("Rule", "number", Formula.At(_numbers.Rules, position));
        var tooLarge = Formula.IsError(Formula.Sum(CellRange.Of(outputs)) + position);
        var size = Formula.If(tooLarge, Formula.Words("a number is too large for a spreadsheet"), Formula.Words(string.Empty));
        var refusal = row.Add(string.Empty, InputSteps.Refused, Formula.If(Formula.IsBlank(refused), size, refused));
        var reasons = shares is null ? null : AddReasons(row, shares, outputs, made, chosen);
        return new RowAnswer
        {
            Refused = row.Outside(refusal),
            Inputs = inputs.Select(i => new AcceptedInput(
                row.Outside(i.State), i.Special is { } special ? row.Outside(special) : null, row.Outside(i.Value))).ToArray(),
            Outside = Outside(row, outside),
            Conditions = Outside(row, conditions),
            Rule = row.Outside(rule),
            Outputs = Outside(row, outputs),
            Labels = Outside(row, labels),
            Probabilities = Outside(row, probabilities),
            Reasons = reasons is null ? null : new RowReasons(
                Outside(row, reasons.Shares), row.Outside(reasons.Score), Outside(row, reasons.Named), Outside(row, reasons.Sizes)),
            IsDelicate = inputs.Any(i => i.Value.IsDelicate || i.State.IsDelicate) || position.IsDelicate
                || outputs.Concat(labels).Concat(outside).Any(f => f.IsDelicate),
        };
    }

    // A rule holds where all conditions on its path have their sides: exactly one does.
    private Formula AddRule(StepRow row, List<Formula> conditions)
    {
        var holds = _paths.Select((path, r) => row.Add(
            "Rule",
            $"rule {Digits(_document.Rules[r].Id)} holds",
            path.Count == 0 ? Formula.Whole(r + 1) : Formula.If(All(path.Select(Side).ToArray()), Formula.Whole(r + 1), Zero))).ToArray();
        return row.Add("Rule", "position", Formula.Sum(CellRange.Of(holds)));

        Formula Side(RuleCondition step) => step.IsNegative ? conditions[step.Condition] < Zero : conditions[step.Condition] >= Zero;
    }

    // A function takes 255 arguments.
    private static Formula All(Formula[] sides) =>
        sides.Length <= 200 ? Formula.And(sides) : Formula.And(sides.Chunk(200).Select(chunk => Formula.And(chunk)).ToArray());

    private (Formula[] Outputs, List<(Expression, SumCells, SumParts)>[] Made) AddOutputs(
        StepRow row, SumSteps sums, List<Formula> conditions, Formula position)
    {
        var made = _document.Outputs.Select(_ => new List<(Expression, SumCells, SumParts)>()).ToArray();
        var values = new Formula[made.Length];
        for (var k = 0; k < values.Length; k++)
        {
            Formula? value = null;
            if (_numbers.Common[k] is { } cells)
            {
                var sum = _document.CommonOf(k)!;
                var parts = sums.Parts(sum, cells, conditions);
                made[k].Add((sum, cells, parts));
                value = sums.Total(cells.Title, "common part", parts);
            }

            if (_document.Rules.Any(r => r.Own[k] is not null))
            {
                var own = AddOwn(row, sums, conditions, position, k, made[k]);
                value = value is null ? own : value + own;
            }

            values[k] = value ?? Zero;
        }

        return (values.Select((v, k) => row.Add("Outputs", _document.Outputs[k].Name, v)).ToArray(), made);
    }

    private Formula AddOwn(
        StepRow row,
        SumSteps sums,
        List<Formula> conditions,
        Formula position,
        int output,
        List<(Expression, SumCells, SumParts)> made)
    {
        var parts = _document.Rules.Select((r, n) => r.Own[output] is { } sum
            ? sums.Parts(sum, _numbers.Own[n][output]!, conditions)
            : null).ToArray();
        if (parts.Length == 1)
            made.Add((_document.Rules[0].Own[output]!, _numbers.Own[0][output]!, parts[0]!));
        var title = $"What rules add to {_document.Outputs[output].Name}";
        // Sums that need several cells have all but the last one here, so that the last ones stand beside each other.
        var begun = parts.Select((p, n) => p is null ? null : sums.Begin(title, p)).ToArray();
        var totals = begun.Select((total, n) => row.Add(title, $"rule {Digits(_document.Rules[n].Id)}", total ?? Zero)).ToArray();
        return Formula.At(CellRange.Of(totals), position);
    }

    private Formula[] AddLabels(StepRow row, Formula[] outputs, out Formula? chosen)
    {
        Formula? largest = null;
        var labels = _document.Decision.Match<Formula[]>(
            _ => [],
            threshold => threshold.Bits.Select((_, k) => row.Add("Decision", Label(k), Formula.If(
                outputs[k] < _numbers.Thresholds[k], _numbers.Labels!.Cells[2 * k], _numbers.Labels.Cells[(2 * k) + 1]))).ToArray(),
            _ =>
            {
                var range = CellRange.Of(outputs);
                largest = row.Add("Decision", "largest output", Formula.Find(Formula.Max(range), range));
                return [row.Add("Decision", "label", Formula.At(_numbers.Labels!, largest))];
            });
        chosen = largest;
        return labels;

        string Label(int k) => outputs.Length == 1 ? "label" : "label of " + _document.Outputs[k].Name;
    }

    private Formula[] AddProbabilities(StepRow row, Formula[] outputs)
    {
        if (_document.Decision.Scores == ScoreKind.Plain)
            return [];
        var isLogit = _document.Decision.Scores == ScoreKind.Logit;
        return _document.Decision.Match<Formula[]>(
            _ => [],
            threshold => threshold.Bits.Select((_, k) => row.Add(
                "Decision",
                "probability of " + threshold.Bits[k].AtOrAbove,
                isLogit ? Logistic(outputs[k]) : Clamped(outputs[k]))).ToArray(),
            _ =>
            {
                var range = CellRange.Of(outputs);
                var max = row.Add("Decision", "largest score", Formula.Max(range));
                return [row.Add("Decision", "probability of the label", isLogit ? One / Formula.SumOfExp(range, max) : Clamped(max))];
            });
    }

    private RowReasons AddReasons(
        StepRow row, ShareSteps steps, Formula[] outputs, List<(Expression, SumCells, SumParts)>[] made, Formula? chosen)
    {
        var all = ShareForm.Outputs(_document).Select(k => steps.Of(k, made[k])).ToArray();
        var reasons = new ReasonSteps(row, _groups, _names);
        if (chosen is null)
        {
            var sign = _document.Decision.Match(
                _ => Formula.Sign(outputs[0] - row.AtReference(outputs[0])),
                _ => Formula.If(outputs[0] < _numbers.Thresholds[0], -One, One),
                _ => One);
            return reasons.Of(steps.OfScore(all[0]), row.Add("Reasons", "sign", sign), outputs[0]);
        }

        // Against the output of the reference's label; where both have the same label, against the largest other one.
        var others = outputs.Select((o, k) => row.Add(
            "Reasons", "other than the largest: " + _document.Outputs[k].Name,
            Formula.If(Formula.Same(chosen, Formula.Whole(k + 1)), (-Formula.Whole(2) * Largest(outputs)) - One, o))).ToArray();
        var range = CellRange.Of(others);
        var same = Formula.Find(Formula.Max(range), range);
        var before = row.AtReference(chosen);
        var against = row.Add("Reasons", "against output", Formula.If(Formula.Same(before, chosen), same, before));
        var score = row.Add(
            "Reasons", "score", Formula.At(CellRange.Of(outputs), chosen) - Formula.At(CellRange.Of(outputs), against));
        return reasons.Of(steps.OfDifference(all, chosen, against), row.Add("Reasons", "sign", One), score);
    }

    // What is below every output when its sign is turned.
    private static Formula Largest(Formula[] outputs) => Formula.Max(outputs.Select(Formula.Abs).ToArray());

    private static Formula Logistic(Formula score) => Formula.If(
        score < -Formula.Whole(MostExponent), Zero, One / (One + Formula.Exp(-score)));

    private static Formula Clamped(Formula score) => Formula.If(score < Zero, Zero, Formula.If(score > One, One, score));

    private static Formula[] Outside(StepRow row, IEnumerable<Formula> cells) => cells.Select(row.Outside).ToArray();

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
