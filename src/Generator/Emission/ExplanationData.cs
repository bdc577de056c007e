using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the tables that explanations are calculated from.</summary>
/// <remarks>Each sum has its own lines in the tables, so that a rule that changes touches no others.</remarks>
internal sealed class ExplanationData(RuleDocument document)
{
    private const int Width = 110;

    private readonly RuleLayout _tables = new(document);

    /// <summary>Writes the tables.</summary>
    public void Emit(CodeWriter code) => code.Write($$"""
        internal static readonly Tables All = new Tables(
            {{Texts("inputs", _tables.Inputs)}}
            {{Texts("units", _tables.Units)}}
            {{Texts("outputs", _tables.Outputs)}}
            {{Integers("levels", _tables.Levels)}}
            {{Texts("levelNames", _tables.LevelNames)}}
            {{Numbers("minima", _tables.Minima)}}
            {{Numbers("maxima", _tables.Maxima)}}
            {{Numbers("thresholds", _tables.Thresholds)}}
            {{Texts("labels", _tables.Labels)}}
            scores: {{_tables.Scores}},
            {{Table("nodes", "int", Wrapped(Nodes))}}
            {{Integers("conditionNumbers", _tables.ConditionNumbers)}}
            {{Numbers("slopes", _tables.Slopes)}}
            {{Integers("ruleNumbers", _tables.RuleNumbers)}}
            {{Table("biases", "double", Sums(sum => [sum?.Bias.Literal ?? "double.NaN"]))}}
            {{Table("termInputs", "int", Sums(sum => RuleLayout.TermInputs(sum).Select(Literals.Int)))}}
            {{Table("weights", "double", Sums(sum => _tables.Weights(sum).Select(n => n.Literal)))}}
            {{Integers("specialCounts", _tables.SpecialCounts)}}
            {{Table("specialValues", "double", Wrapped(_tables.Specials.Select(s => s.Value?.Literal ?? "double.NaN")))}}
            {{Texts("specialNames", _tables.SpecialNames)}}
            {{Table("curvePoints", "int", Sums(sum => _tables.CurvePoints(sum).Select(Literals.Int)))}}
            {{Table("curveNumbers", "double", Sums(sum => RuleLayout.CurveNumbers(sum).Select(n => n.Literal)))}}
            {{Table("adjustments", "int", Sums(sum => _tables.Adjustments(sum).Select(Literals.Int)))}}
            {{Table("adjustmentWeights", "double", Sums(sum => RuleLayout.AdjustmentWeights(sum).Select(n => n.Literal)))}}
            {{Texts("references", _tables.References)}}
            {{Table("referenceValues", "double", Wrapped(_tables.ReferenceValues.Select(Literal)))}}
            defaultReference: {{_tables.DefaultReference}},
            {{Texts("reasonCodes", _tables.ReasonCodes)}}
            {{Texts("reasonTexts", _tables.ReasonTexts)}}
            {{Integers("reasonGroups", _tables.ReasonGroups)}}
            rulesText: Rules);
        """);

    private IEnumerable<string> Nodes => Enumerable.Range(0, _tables.Nodes.Count / 3).Select(n =>
        $"{Literals.Int(_tables.Nodes[3 * n])}, {Literals.Int(_tables.Nodes[(3 * n) + 1])}, {Literals.Int(_tables.Nodes[(3 * n) + 2])}");

    private static string Literal(double value) => double.IsNaN(value) ? "double.NaN" : Number.From(value).Literal;

    internal static Code Texts(string name, IEnumerable<string> texts) => Table(name, "string", Wrapped(texts.Select(Literals.Text)));

    internal static Code Integers(string name, IEnumerable<int> numbers) => Table(name, "int", Wrapped(numbers.Select(Literals.Int)));

    internal static Code Numbers(string name, IEnumerable<Number> numbers) =>
        Table(name, "double", Wrapped(numbers.Select(n => n.Literal)));

    internal static Code Table(string name, string type, IEnumerable<string> rows) => code => code.Write($$"""
        {{name}}: new {{type}}[]
        {
            {{rows}}
        },
        """);

    /// <summary>A row for each expression, named for what it belongs to.</summary>
    private IEnumerable<string> Sums(Func<Expression?, IEnumerable<string>> items)
    {
        var conditions = document.Conditions.SelectMany(c => Named($"Condition {Literals.Int(c.Id)}", items(c.Expression).ToArray()));
        var common = document.Common.SelectMany((expression, k) => Named("Common part" + Output(k), items(expression).ToArray()));
        var rules = document.Rules.SelectMany(rule => rule.Own.SelectMany((expression, k) =>
            Named($"Rule {Literals.Int(rule.Id)}" + Output(k), items(expression).ToArray())));
        return conditions.Concat(common).Concat(rules);
    }

    private string Output(int output) => document.Outputs.Count == 1 ? string.Empty : $", output {Literals.Int(output + 1)}";

    private static IEnumerable<string> Named(string name, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return [];
        var line = string.Concat(items.Select(i => i + ", "));
        return line.Length <= Width ? [$"{line}// {name}"] : Wrapped(items).Prepend("// " + name);
    }

    internal static IEnumerable<string> Wrapped(IEnumerable<string> items)
    {
        var line = string.Empty;
        foreach (var item in items)
        {
            if (line.Length > 0 && line.Length + item.Length > Width)
            {
                yield return line;
                line = string.Empty;
            }

            line += item + ", ";
        }

        if (line.Length > 0)
            yield return line;
    }
}
