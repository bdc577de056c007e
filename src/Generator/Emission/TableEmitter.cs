using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the tree of a very large document as arrays and a loop over them: the same operations in the same order.</summary>
internal sealed class TableEmitter
{
    /// <summary>
    /// With more inputs than this, or without spans, an input is found by a <c>switch</c> and not in a buffer on the stack.
    /// </summary>
    private const int MaxBufferedInputs = 512;

    private const int NumbersPerLine = 16;

    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly CodeWriter _code;
    private readonly bool _hasCategories;
    private readonly bool _hasBuffer;

    public TableEmitter(RuleDocument document, DocumentNames names, Arguments arguments, Target target, CodeWriter code)
    {
        _document = document;
        _names = names;
        _arguments = arguments;
        _code = code;
        _hasCategories = document.Inputs.Any(i => !i.IsNumber);
        _hasBuffer = target.Types.HasSpans && document.Inputs.Count <= MaxBufferedInputs;
    }

    private IReadOnlyList<string> RowParameters => _hasBuffer ? new[] { "global::System.ReadOnlySpan<double> values" } : _arguments.AcceptedParameters;

    private IReadOnlyList<string> Row => _hasBuffer ? new[] { "values" } : _arguments.Accepted;

    /// <summary>Why it is a table, for whoever reads the code.</summary>
    public static IReadOnlyList<string> Reason(RuleDocument document) => new[]
    {
        "The rules as a tree: gives the outputs of the one rule that holds, and its number.",
        $"A loop over tables, not a branch for each rule: {TreePlan.Extent(document)} A branch for each would give the same bits.",
    };

    /// <summary>The body of the tree's method, after the row is accepted.</summary>
    /// <param name="outputStruct">The type of the outputs where there are several.</param>
    public void EmitDescent(string? outputStruct)
    {
        if (_hasBuffer)
        {
            _code.Line($"global::System.Span<double> values = stackalloc double[{Literals.Int(_names.Inputs.Count)}];");
            for (var i = 0; i < _names.Inputs.Count; i++)
                _code.Line($"values[{Literals.Int(i)}] = {Operand(i)};");
        }

        _code.Line("int node = 0;");
        using (_code.Open("while (node >= 0)"))
        {
            _code.List("double condition0 = Tables.Sum", Row.Append("Tables.Conditions[node]").ToArray(), ";");
            _code.Line("node = condition0 < 0 ? Tables.Negative[node] : Tables.Positive[node];");
        }

        var outputs = _names.Outputs.Count;
        var first = $"{Literals.Int(_document.Conditions.Count)} + (~node * {Literals.Int(outputs)})";
        var sums = Enumerable.Range(0, outputs).Select(k => $"Tables.Sum({string.Join(", ", Row.Append(k == 0 ? first : $"{first} + {Literals.Int(k)}"))})").ToArray();
        _code.Line("rule = Tables.Ids[~node];");
        if (outputStruct is null)
            _code.Line($"return {sums[0]};");
        else
            _code.List($"return new {outputStruct}", sums, ";");
    }

    /// <summary>The arrays, and the method that sums over them.</summary>
    public void EmitTables()
    {
        _code.Gap();
        using var block = _code.Open($"private static class {DocumentNames.TablesClass}");
        EmitSum();
        if (!_hasBuffer)
            EmitValue();
        EmitNodes();
        EmitExpressions();
    }

    private void EmitSum()
    {
        _code.Line("// A condition or an output: its constant, and then its terms in the order of the inputs.");
        using var block = _code.OpenMethod("internal static double Sum", RowParameters.Append("int expression").ToArray());
        _code.Line("double sum = Constants[expression];");
        _code.Line("int end = Starts[expression + 1];");
        using (_code.Open("for (int term = Starts[expression]; term < end; term++)"))
        {
            var value = _hasBuffer ? "values[Inputs[term]]" : $"Value({string.Join(", ", Row.Append("Inputs[term]"))})";
            if (_hasCategories)
                _code.Line($"sum += Categories[term] < 0 ? Weights[term] * {value} : CategoryWeights[Categories[term] + (int){value}];");
            else
                _code.Line($"sum += Weights[term] * {value};");
        }

        _code.Line("return sum;");
    }

    private void EmitValue()
    {
        _code.Gap();
        _code.Line("// An input by its position; of a category, its position.");
        using var block = _code.OpenMethod("private static double Value", _arguments.AcceptedParameters.Append("int position").ToArray());
        using (_code.Open("switch (position)"))
        {
            for (var i = 0; i < _names.Inputs.Count - 1; i++)
                _code.Line($"case {Literals.Int(i)}: return {Operand(i)};");
            _code.Line($"default: return {Operand(_names.Inputs.Count - 1)};");
        }
    }

    private string Operand(int input) => (_document.Inputs[input].IsNumber ? string.Empty : "(int)") + _arguments.Operand(input);

    private void EmitNodes()
    {
        var (conditions, negative, positive) = (new List<int>(), new List<int>(), new List<int>());
        Number(_document.Tree);
        EmitArray("int", "Conditions", "Node by node: the condition that it tests,", conditions.Select(Literals.Int));
        EmitArray("int", "Negative", "where its negative side leads (less than 0: a rule, counted down from -1),", negative.Select(Literals.Int));
        EmitArray("int", "Positive", "and where its positive side leads.", positive.Select(Literals.Int));
        EmitArray("int", "Ids", "The rules' numbers.", _document.Rules.Select(r => Literals.Int(r.Id)));

        int Number(TreeNode node) => node.Match(
            branch =>
            {
                var id = conditions.Count;
                conditions.Add(branch.Condition);
                negative.Add(0);
                positive.Add(0);
                negative[id] = Number(branch.Negative);
                positive[id] = Number(branch.Positive);
                return id;
            },
            leaf => ~leaf.Rule);
    }

    private void EmitExpressions()
    {
        var expressions = _document.Conditions.Select(c => c.Expression).Concat(_document.Rules.SelectMany(r => r.Expressions)).ToArray();
        var starts = new List<int> { 0 };
        foreach (var expression in expressions)
            starts.Add(starts[starts.Count - 1] + expression.Terms.Count);
        var terms = expressions.SelectMany(e => e.Terms).ToArray();
        EmitArray("double", "Constants", "The conditions in order, and then the outputs of each rule: the constant,", expressions.Select(e => e.Bias.Literal));
        EmitArray("int", "Starts", "the first of its terms,", starts.Select(Literals.Int));
        EmitArray("int", "Inputs", "term by term: the input,", terms.Select(t => Literals.Int(t.Input)));
        EmitArray("double", "Weights", "and its weight.", terms.Select(t => t.Match(number => number.Weight.Literal, _ => "0.0")));
        if (!_hasCategories)
            return;

        var categories = new List<int>();
        var weights = new List<string>();
        foreach (var term in terms)
        {
            var table = term.Match<Number[]?>(
                _ => null, category => category.Table(_document.Inputs.CategoryAt(category.Input).Categories.Count));
            categories.Add(table is null ? -1 : weights.Count);
            weights.AddRange((table ?? []).Select(w => w.Literal));
        }

        EmitArray("int", "Categories", "Where a category's weights begin, or -1 for a number,", categories.Select(Literals.Int));
        EmitArray("double", "CategoryWeights", "and these weights.", weights);
    }

    private void EmitArray(string type, string name, string comment, IEnumerable<string> items)
    {
        _code.Gap();
        _code.Line("// " + comment);
        _code.Line($"internal static readonly {type}[] {name} =");
        _code.Line("{");
        var line = new List<string>(NumbersPerLine);
        foreach (var item in items)
        {
            line.Add(item);
            if (line.Count < NumbersPerLine)
                continue;
            _code.Line("    " + string.Join(", ", line) + ",");
            line.Clear();
        }

        if (line.Count > 0)
            _code.Line("    " + string.Join(", ", line) + ",");
        _code.Line("};");
    }
}
