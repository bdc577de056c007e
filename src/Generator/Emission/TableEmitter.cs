using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the tree of a very large document as arrays and a loop over them: the same operations in the same order.</summary>
internal sealed class TableEmitter(EmissionContext context)
{
    /// <summary>
    /// With more inputs than this, or without spans, an input is found by a <c>switch</c> and not in a buffer on the stack.
    /// </summary>
    private const int MaxBufferedInputs = 512;

    private const int NumbersPerLine = 16;

    private readonly bool _hasCategories = !context.Document.Inputs.All(i => i.IsNumber);
    private readonly bool _hasBuffer = context.Target.Types.HasSpans && context.Document.Inputs.Count <= MaxBufferedInputs;

    private CommaList RowParameters => _hasBuffer ? new("global::System.ReadOnlySpan<double> values") : context.Row.AcceptedParameters;

    private CommaList Row => _hasBuffer ? new("values") : context.Row.Accepted;

    private IReadOnlyList<InputNames> Inputs => context.Names.Inputs;

    /// <summary>Writes why it is a table, for whoever reads the code.</summary>
    public void EmitReason(CodeWriter code) => code.Write($$"""
        // A loop over tables, not a branch for each rule: {{TreePlan.Extent(context.Document)}} A branch for each would give the same bits.
        """);

    /// <summary>Writes the body of the tree's method, after the row is accepted.</summary>
    public void EmitDescent(CodeWriter code) => code.Write($$"""
        {{EmitBuffer}}
        int node = 0;
        while (node >= 0)
        {
            double condition0 = Tables.Sum({{Row.And("Tables.Conditions[node]")}});
            node = condition0 < 0 ? Tables.Negative[node] : Tables.Positive[node];
        }
        rule = Tables.Ids[~node];
        {{EmitAnswer}}
        """);

    /// <summary>Writes the arrays, and the method that sums over them.</summary>
    public void EmitTables(CodeWriter code) => code.Write($$"""

        {{Attributes.NotUserCode}}
        private static class {{DocumentNames.TablesClass}}
        {
            // A condition or an output: its constant, and then its terms in the order of the inputs.
            internal static double Sum({{RowParameters.And("int expression")}})
            {
                double sum = Constants[expression];
                int end = Starts[expression + 1];
                for (int term = Starts[expression]; term < end; term++)
                {
                    sum += {{Term}};
                }
                return sum;
            }
            {{EmitValue}}
            {{EmitNodes}}
            {{EmitExpressions}}
        }
        """);

    private void EmitBuffer(CodeWriter code)
    {
        if (!_hasBuffer)
            return;
        code.Write($$"""
            global::System.Span<double> values = stackalloc double[{{Inputs.Count}}];
            {{Inputs.Select((_, i) => $"values[{Literals.Int(i)}] = {Operand(i)};")}}
            """);
    }

    private void EmitAnswer(CodeWriter code)
    {
        var first = $"{Literals.Int(context.Document.Conditions.Count)} + (~node * {Literals.Int(context.Names.Outputs.Count)})";
        var expressions = context.Names.Outputs.Select((_, k) => k == 0 ? first : $"{first} + {Literals.Int(k)}");
        var sums = expressions.Select(expression => $"Tables.Sum({Row.And(expression)})").ToArray();
        if (context.HasOneOutput)
            code.Write($$"""return {{sums[0]}};""");
        else
            code.Write($$"""return new {{context.OutputType}}({{new CommaList(sums)}});""");
    }

    private string Term
    {
        get
        {
            var value = _hasBuffer ? "values[Inputs[term]]" : $"Value({Row.And("Inputs[term]")})";
            return _hasCategories
                ? $"Categories[term] < 0 ? Weights[term] * {value} : CategoryWeights[Categories[term] + (int){value}]"
                : $"Weights[term] * {value}";
        }
    }

    private void EmitValue(CodeWriter code)
    {
        if (_hasBuffer)
            return;
        code.Write($$"""

            // An input by its position; of a category, its position.
            private static double Value({{context.Row.AcceptedParameters.And("int position")}})
            {
                switch (position)
                {
                    {{Enumerable.Range(0, Inputs.Count - 1).Select(i => $"case {Literals.Int(i)}: return {Operand(i)};")}}
                    default: return {{Operand(Inputs.Count - 1)}};
                }
            }
            """);
    }

    private string Operand(int input) => (context.Document.Inputs[input].IsNumber ? string.Empty : "(int)") + context.Row.Operand(input);

    private void EmitNodes(CodeWriter code)
    {
        var (conditions, negative, positive) = (new List<int>(), new List<int>(), new List<int>());
        Number(context.Document.Tree);
        EmitArray(code, "int", "Conditions", "Node by node: the condition that it tests,", conditions.Select(Literals.Int));
        const string rules = "where its negative side leads (less than 0: a rule, counted down from -1),";
        EmitArray(code, "int", "Negative", rules, negative.Select(Literals.Int));
        EmitArray(code, "int", "Positive", "and where its positive side leads.", positive.Select(Literals.Int));
        EmitArray(code, "int", "Ids", "The rules' numbers.", context.Document.Rules.Select(r => Literals.Int(r.Id)));

        int Number(TreeNode node) => node.Match(NumberBranch, leaf => ~leaf.Rule);

        int NumberBranch(Branch branch)
        {
            var id = conditions.Count;
            conditions.Add(branch.Condition);
            negative.Add(0);
            positive.Add(0);
            negative[id] = Number(branch.Negative);
            positive[id] = Number(branch.Positive);
            return id;
        }
    }

    private void EmitExpressions(CodeWriter code)
    {
        var document = context.Document;
        var expressions = document.Conditions.Select(c => c.Expression).Concat(document.Rules.SelectMany(document.Whole)).ToArray();
        var starts = new List<int> { 0 };
        foreach (var expression in expressions)
            starts.Add(starts[starts.Count - 1] + expression.Terms.Count);
        var terms = expressions.SelectMany(e => e.Terms).ToArray();
        const string order = "The conditions in order, and then the outputs of each rule: the constant,";
        EmitArray(code, "double", "Constants", order, expressions.Select(e => e.Bias.Literal));
        EmitArray(code, "int", "Starts", "the first of its terms,", starts.Select(Literals.Int));
        EmitArray(code, "int", "Inputs", "term by term: the input,", terms.Select(t => Literals.Int(t.Input)));
        EmitArray(
            code,
            "double",
            "Weights",
            "and its weight.",
            terms.Select(
                t => t.Match<string>(
                    number => number.Weight.Literal, _ => "0.0", _ => throw new NotSupportedException("Curves are not compiled here."))));
        if (!_hasCategories)
            return;

        var categories = new List<int>();
        var weights = new List<string>();
        foreach (var term in terms)
        {
            var table = term.Match<Number[]?>(
                _ => null,
                category => category.Table(document.Inputs.CategoryAt(category.Input).Categories.Count),
                _ => throw new NotSupportedException("Curves are not compiled here."));
            categories.Add(table is null ? -1 : weights.Count);
            weights.AddRange((table ?? []).Select(w => w.Literal));
        }

        EmitArray(code, "int", "Categories", "Where a category's weights begin, or -1 for a number,", categories.Select(Literals.Int));
        EmitArray(code, "double", "CategoryWeights", "and these weights.", weights);
    }

    private static void EmitArray(CodeWriter code, string type, string name, string comment, IEnumerable<string> items) => code.Write($$"""

        // {{comment}}
        internal static readonly {{type}}[] {{name}} =
        {
            {{Rows(items)}}
        };
        """);

    private static IEnumerable<string> Rows(IEnumerable<string> items)
    {
        var row = new List<string>(NumbersPerLine);
        foreach (var item in items)
        {
            row.Add(item);
            if (row.Count < NumbersPerLine)
                continue;
            yield return string.Join(", ", row) + ",";
            row.Clear();
        }

        if (row.Count > 0)
            yield return string.Join(", ", row) + ",";
    }
}
