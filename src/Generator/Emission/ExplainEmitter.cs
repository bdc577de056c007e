using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>Explain</c>, the class <c>Explanation</c>, and the tables that it is calculated from.</summary>
/// <remarks>Each sum has its own lines in the tables, so that a rule that changes touches no others.</remarks>
internal sealed class ExplainEmitter
{
    private const int Width = 110;

    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly CodeWriter _code;
    private readonly string _attribute;
    private readonly ExplanationTables _tables;

    public ExplainEmitter(RuleDocument document, DocumentNames names, Arguments arguments, CodeWriter code, string attribute)
    {
        _document = document;
        _names = names;
        _arguments = arguments;
        _code = code;
        _attribute = attribute;
        _tables = new ExplanationTables(document);
    }

    public void Emit(MemberEmitter members)
    {
        members.EmitMethod(
            "Explain",
            "Explanation",
            "Explains the answer for one row: what each input contributes, and how far another rule or decision is.",
            "The rule that holds, its outputs with what they are made of, and the distances.",
            EmitCall);
        // Two parts of one class: the data of this document, then what is the same for all.
        EmitData();
        _code.Gap();
        var isFirst = true;
        foreach (var line in SharedSource.Explanation.SkipWhile(l => l.Length == 0))
        {
            if (isFirst && line.StartsWith("public ", StringComparison.Ordinal))
            {
                _code.Line(_attribute);
                isFirst = false;
            }

            if (line.Length == 0)
                _code.Gap();
            else
                _code.Line(line);
        }
    }

    private void EmitCall()
    {
        _code.Line("return Explanation.Of(");
        EmitRow(i => Conversion(i) + Value(i), ",");
        EmitRow(
            i => Conversion(i) + AcceptanceEmitter.Call(_document.Inputs[i], Value(i), _arguments.ExceptionName(i)),
            ");");
    }

    private string Conversion(int input) => _document.Inputs[input].IsNumber ? string.Empty : "(int)";

    private string Value(int input) => _arguments.AreScalars ? _names.Inputs[input].Parameter : "input." + _names.Inputs[input].Property;

    private void EmitRow(Func<int, string> value, string end)
    {
        _code.Line("    new double[]");
        _code.Line("    {");
        for (var i = 0; i < _document.Inputs.Count; i++)
            _code.Line("        " + value(i) + ",");
        _code.Line("    }" + end);
    }

    private void EmitData()
    {
        _code.Gap();
        using var part = _code.Open("public sealed partial class Explanation");
        if (_document.Decision.IsClass)
        {
            _code.Summary("What is decided.");
            _code.Line("public Label Label => (Label)Class;");
            _code.Gap();
        }

        using (_code.Open("internal static Explanation Of(double[] given, double[] row)"))
            _code.Line("return Of(Data.All, given, row);");
        _code.Gap();
        _code.Line("// The rules once more, in tables: made when a row is explained for the first time.");
        using var data = _code.Open("private static class Data");
        _code.Line("internal static readonly Tables All = new Tables(");
        Texts("inputs", _tables.Inputs);
        Texts("units", _tables.Units);
        Texts("outputs", _tables.Outputs);
        Table("levels", "int", _tables.Levels.Select(Literals.Int));
        Texts("levelNames", _tables.LevelNames);
        Table("minima", "double", _tables.Minima.Select(n => n.Literal));
        Table("maxima", "double", _tables.Maxima.Select(n => n.Literal));
        Table("thresholds", "double", _tables.Thresholds.Select(n => n.Literal));
        Texts("labels", _tables.Labels);
        _code.Line($"    scores: {Literals.Int(_tables.Scores)},");
        Table("nodes", "int", Nodes());
        Table("conditionNumbers", "int", _tables.ConditionNumbers.Select(Literals.Int));
        Table("slopes", "double", _tables.Slopes.Select(n => n.Literal));
        Table("ruleNumbers", "int", _tables.RuleNumbers.Select(Literals.Int));
        Sums("biases", "double", sum => new[] { sum.Bias.Literal });
        Sums("termInputs", "int", sum => ExplanationTables.TermInputs(sum).Select(Literals.Int));
        Sums("weights", "double", sum => _tables.Weights(sum).Select(n => n.Literal));
        _code.Line("    rulesText: Rules);");
    }

    private IEnumerable<string> Nodes() => Enumerable.Range(0, _tables.Nodes.Count / 3).Select(n =>
        $"{Literals.Int(_tables.Nodes[3 * n])}, {Literals.Int(_tables.Nodes[(3 * n) + 1])}, {Literals.Int(_tables.Nodes[(3 * n) + 2])}");

    private void Texts(string name, IEnumerable<string> texts) => Table(name, "string", texts.Select(Literals.Text));

    private void Table(string name, string type, IEnumerable<string> items) => Open(name, type, () => Wrapped(items));

    /// <summary>One row for each expression, named for what it belongs to.</summary>
    private void Sums(string name, string type, Func<Expression, IEnumerable<string>> items) => Open(name, type, () =>
    {
        foreach (var condition in _document.Conditions)
            Row("Condition " + Literals.Int(condition.Id), items(condition.Expression));
        foreach (var rule in _document.Rules)
        {
            for (var k = 0; k < rule.Expressions.Count; k++)
                Row("Rule " + Literals.Int(rule.Id) + (rule.Expressions.Count == 1 ? string.Empty : ", output " + Literals.Int(k + 1)), items(rule.Expressions[k]));
        }
    });

    private void Row(string name, IEnumerable<string> items)
    {
        var values = items.ToList();
        var line = string.Concat(values.Select(i => i + ", "));
        if (line.Length <= Width)
        {
            _code.Line("        " + line + "// " + name);
            return;
        }

        _code.Line("        // " + name);
        Wrapped(values);
    }

    private void Open(string name, string type, Action rows)
    {
        _code.Line($"    {name}: new {type}[]");
        _code.Line("    {");
        rows();
        _code.Line("    },");
    }

    private void Wrapped(IEnumerable<string> items)
    {
        var line = string.Empty;
        foreach (var item in items)
        {
            if (line.Length > 0 && line.Length + item.Length > Width)
            {
                _code.Line("        " + line.TrimEnd());
                line = string.Empty;
            }

            line += item + ", ";
        }

        if (line.Length > 0)
            _code.Line("        " + line.TrimEnd());
    }
}
