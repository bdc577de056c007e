using System;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Features;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>With adjustments multiplied out a rule is exactly what the exact evaluator says of the written digits.</summary>
public class ExpandedRulesTests
{
    [Fact]
    public void OutputsAreThoseOfTheExactEvaluator()
    {
        var document = HingeExample.Read();
        var (expanded, exact) = (new ExpandedRules(document, new RulePaths(document)), new ExactEvaluator(document, Reading.Written));
        var random = new Random(11);
        var fired = new bool[document.Rules.Count];
        for (var i = 0; i < 1_000; i++)
        {
            // Rule 3 says that condition 5 is negative there, which the example's rows above 26 years are not: those are left out.
            double[] row = [random.Next(2) == 0 ? 18 + (8 * random.NextDouble()) : random.Next(18, 91), random.Next(4) switch { 0 => -9, 1 => 0, _ => 250 * random.NextDouble() }, random.Next(0, 181), random.Next(3)];
            var (rule, outputs) = exact.Evaluate(row);
            var conditions = exact.Conditions(row);
            var isAsStated = true;
            for (var c = 0; c < conditions.Length; c++)
                isAsStated &= expanded.IsNegative(rule, c) is not { } negative || negative == conditions[c].Sign < 0;
            if (!isAsStated)
                continue;
            fired[rule] = true;
            Assert.Equal(outputs[0], expanded.Output(rule, 0).At(row));
            for (var c = 0; c < conditions.Length; c++)
            {
                if (expanded.IsNegative(rule, c) is not null)
                    Assert.Equal(conditions[c], expanded.Condition(rule, c).At(row));
            }
        }

        Assert.DoesNotContain(false, fired);
    }
}
