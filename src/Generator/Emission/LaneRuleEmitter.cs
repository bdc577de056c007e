using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes what rules give by themselves as one sum, for which every row looks up the numbers of its own rule: it takes as long as one
/// rule, and not as all of them.
/// </summary>
internal sealed class LaneRuleEmitter
{
    /// <summary>The class that holds the numbers.</summary>
    public const string Class = "OwnNumbers";

    private const int MinRules = 3;
    private const int MaxLineLength = 100;

    private readonly EmissionContext _context;
    private readonly LaneWidth _width;
    private readonly IReadOnlyList<RuleSum> _sums;

    private LaneRuleEmitter(EmissionContext context, LaneWidth width)
    {
        (_context, _width) = (context, width);
        var scope = new NameScope(DocumentNames.ObjectMembers.Concat(["Padded"]));
        _sums = Enumerable.Range(0, context.Document.Outputs.Count).Select(k => new RuleSum(context, k, scope)).ToArray();
    }

    /// <summary>How many numbers each table has.</summary>
    public IEnumerable<int> Lengths => _sums.SelectMany(s => s.Tables).Select(t => t.Numbers.Count);

    /// <summary>
    /// The rules of a document in this form, or null where that is not quicker, or where they are more than sums over plain numbers.
    /// </summary>
    /// <remarks>
    /// An input that a rule does not have gets the weight 0 in it. That changes no bit: inputs are finite here, and a sum that begins with
    /// anything but -0 never becomes -0, which alone is changed by adding 0.
    /// </remarks>
    public static LaneRuleEmitter? For(EmissionContext context, LaneWidth width)
    {
        var document = context.Document;
        return width.Permutes && document.Rules.Count >= MinRules
            && document.Rules.All(r => r.Own.All(own => own is { } sum && IsPlain(sum)))
            ? new LaneRuleEmitter(context, width)
            : null;

        bool IsPlain(Expression sum) => sum.Adjustments.Count == 0 && !IsNegativeZero(sum.Bias.Value)
            && sum.Terms.All(t => t.Match(IsPlainNumber, _ => false, _ => false));

        bool IsPlainNumber(NumberTerm term) =>
            context.Document.Inputs.NumberAt(term.Input) is { Specials.Count: 0 } input && !input.AllowsNaN();
    }

    /// <summary>Whether a sum is one of those.</summary>
    public bool Has(Expression sum) => _context.Document.Rules.Any(r => r.Own.Any(own => ReferenceEquals(own, sum)));

    /// <summary>The sum of an output over several rows, where the local <c>rule</c> holds the position of each row's rule.</summary>
    public string Sum(int output) => $"{_sums[output].Method}(in lanes, in rule)";

    /// <summary>Writes the numbers, and a method for each sum.</summary>
    public void Emit(CodeWriter code)
    {
        foreach (var sum in _sums)
        {
            code.Write($$"""

                private static {{_width.Doubles}} {{sum.Method}}({{new CommaList("in Lanes lanes", $"in {_width.Longs} rule")}})
                {
                    return {{sum.Lines}};
                }
                """);
        }

        if (_sums.All(s => s.Tables.Count == 0))
            return;
        code.Write($$"""

            // The constants of the rules, and what each multiplies an input by, in the order of the rules.
            {{Attributes.NotUserCode}}
            private static class {{Class}}
            {
                {{EmitTables}}
            }
            """);
    }

    private void EmitTables(CodeWriter code)
    {
        foreach (var (name, numbers) in _sums.SelectMany(s => s.Tables))
        {
            code.Write($$"""

                internal static readonly double[] {{name}} = Padded(new double[]
                {
                    {{Rows(numbers)}}
                });
                """);
        }
    }

    private static IEnumerable<string> Rows(IReadOnlyList<string> numbers)
    {
        var lines = new List<string> { string.Empty };
        foreach (var number in numbers)
        {
            var last = lines[lines.Count - 1];
            if (last.Length + number.Length > MaxLineLength)
                lines.Add(number + ",");
            else
                lines[lines.Count - 1] = last.Length == 0 ? number + "," : $"{last} {number},";
        }

        return lines;
    }

    private static bool IsNegativeZero(double value) => BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(-0.0);

    /// <summary>What all rules give for an output: the tables of its constants and weights, and the sum over them.</summary>
    private sealed class RuleSum
    {
        public RuleSum(EmissionContext context, int output, NameScope scope)
        {
            var sums = context.Document.Rules.Select(r => r.Own[output]!).ToArray();
            var owner = context.HasOneOutput ? string.Empty : context.Names.Outputs[output].Property;
            Method = "Own" + owner;
            var bias = Number(scope, owner + "Constant", sums.Select(s => s.Bias.Literal).ToArray());
            var terms = new List<SumTerm>();
            foreach (var input in sums.SelectMany(s => s.Terms).Select(t => t.Input).Distinct().OrderBy(i => i))
            {
                var names = context.Names.Inputs[input];
                var weight = Number(scope, owner + names.Property, sums.Select(s => Weight(s, input)).ToArray());
                terms.Add(SumTerm.Table($"{weight} * lanes.{names.Property}"));
            }

            Lines = SumLayout.Lines(bias, terms, MaxLineLength);
        }

        public string Method { get; }

        public List<(string Name, IReadOnlyList<string> Numbers)> Tables { get; } = [];

        public IReadOnlyList<string> Lines { get; }

        // Where all rules have one number, there is nothing to look up.
        private string Number(NameScope scope, string name, string[] numbers)
        {
            if (numbers.Distinct().Count() == 1)
                return $"All({numbers[0]})";
            var table = scope.Take(name);
            Tables.Add((table, numbers));
            return $"Look({Class}.{table}, rule)";
        }

        private static string Weight(Expression sum, int input) => sum.Terms.Where(t => t.Input == input)
            .Select(t => t.Match<string?>(number => number.Weight.Literal, _ => null, _ => null)).FirstOrDefault() ?? "0.0";
    }
}
