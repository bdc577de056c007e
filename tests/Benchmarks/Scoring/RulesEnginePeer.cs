using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RulesEngine.Models;

namespace RuleCompiler.Benchmarks.Scoring;

/// <summary>
/// The same rules as expressions in text that Microsoft's RulesEngine compiles: one for each rule, true where it holds with its label.
/// </summary>
internal sealed class RulesEnginePeer
{
    private const string Workflow = "rules";

    private readonly RulesEngine.RulesEngine _engine;
    private readonly NumberRow[] _rows;
    private int _matches;

    public RulesEnginePeer(RuleDocument document, double[][] rows)
    {
        var paths = new RulePaths(document);
        var rules = document.Rules.Select((rule, r) => new RulesEngine.Models.Rule
        {
            RuleName = rule.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            RuleExpressionType = RuleExpressionType.LambdaExpression,
            Expression = string.Join(" && ", paths[r].Select(side =>
                Sum(document, document.Conditions[side.Condition].Expression) + (side.IsNegative ? " < 0" : " >= 0"))
                .Append(Sum(document, document.Whole(rule)[0]) + " >= 0")),
        });
        _engine = new RulesEngine.RulesEngine([new Workflow { WorkflowName = Workflow, Rules = rules.ToArray() }]);
        _rows = rows.Select(r => new NumberRow(r)).ToArray();
    }

    public IEnumerable<ScoringWay> Ways => [new ScoringWay("RulesEngine 6.0.1, 8 rules", Pass)];

    private void Pass()
    {
        foreach (var row in _rows)
        {
            var results = _engine.ExecuteAllRulesAsync(Workflow, row).AsTask().GetAwaiter().GetResult();
            _matches += results.Count(r => r.IsSuccess);
        }

        if (_matches == 0)
            throw new InvalidOperationException("No rule held with its label.");
    }

    private static string Sum(RuleDocument document, Expression sum) => "(" + string.Join(" + ", sum.Terms.Select(t => t.Match(
        number => $"{number.Weight.Literal} * input1.X{number.Input + 1}",
        _ => throw new NotSupportedException("These rules have numbers alone."),
        _ => throw new NotSupportedException("These rules have no curves."))).Prepend(sum.Bias.Literal)) + ")";

    /// <summary>A row with a property for each number.</summary>
    public sealed class NumberRow(double[] row)
    {
        public double X1 => row[0];

        public double X2 => row[1];

        public double X3 => row[2];

        public double X4 => row[3];

        public double X5 => row[4];

        public double X6 => row[5];

        public double X7 => row[6];

        public double X8 => row[7];

        public double X9 => row[8];

        public double X10 => row[9];

        public double X11 => row[10];

        public double X12 => row[11];

        public double X13 => row[12];

        public double X14 => row[13];

        public double X15 => row[14];
    }
}
