using System;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Description;

/// <summary>Rules of version 2 in words: each number stands once, and a rule says only what it adds.</summary>
public class HingeWordsTests
{
    private static readonly RuleDescriber Describer = new(HingeExample.Read());

    [Fact]
    public void TheCommonPartSaysWhatConditionsDoToIt() => Assert.Equal(
        """
        Common part: paid = -1.4
              + {age [years]:
                  up to 18.0    -0.6;
                  at 25.0       -0.1;
                  at 45.0        0.3;
                  below 70.0     0.3;
                  from 70.0 on   0.1}
              + {income: 0.021 * income [kUSD]; 0.5 for "no record"; 0.0 for none; 0.0 for "not asked"}
              - 0.012 * debt
          where condition 1 < 0 ("debt is high"): + 0.045 * condition 1, so that
              income counts 0.039 instead of 0.021, income adds 0.09 more for "no record",
              debt counts -0.039 instead of -0.012
          where condition 5 < 0: + 0.08 * condition 5, so that age counts 0.08 more,
              0.04 * condition 1 is added where that is < 0 too
          where debt < 200.0: + 0.001 * condition 7, so that debt counts -0.011 instead of -0.012
        """,
        string.Join('\n', Describer.Common()));

    [Fact]
    public void AConditionIsStatedOnce()
    {
        Assert.Equal(["Condition 5: -26.0 + 1.0 * age [years] + 0.5 * {condition 1 where it is < 0}"], Describer.Condition(1));
        Assert.Equal(["Condition 7: -200.0 + 1.0 * debt", "  below 0 where debt < 200.0"], Describer.Condition(2));
    }

    [Fact]
    public void ARuleSaysWhatItAddsToTheCommonPart()
    {
        Assert.Equal(
            [
                "Rule 2", "  IF    condition 1 < 0 (\"debt is high\")", "  AND   condition 5 >= 0",
                "  THEN  paid = common part + 0.045 * condition 1 + 0.001 * condition 7",
                "               + (0.25 + {housing: 0.5 for own; 0.0 otherwise})",
                "  (      condition 7 < 0 follows inside the ranges of the inputs and is not tested.)",
            ],
            Describer.Rule(1));
        Assert.Contains("  THEN  paid = common part + 0.08 * condition 5 + 0.001 * condition 7", Describer.Rule(2));
    }

    /// <summary>The note's form multiplies out, exactly.</summary>
    [Fact]
    public void TheNotesFormIsExpanded()
    {
        var words = new NoteDescriber(HingeExample.Read());
        // -26 + age + 0.5·(12 + 0.4·income − 0.6·debt) on the side where condition 1 is negative.
        Assert.Equal(
            "+1.0*age +income[+0.2*income; \"no record\": +1.0; none: +0.0; \"not asked\": +0.0] -0.3*debt -20.0 < 0",
            string.Join(' ', words.Test(0, 1, true)).Replace("        ", string.Empty, StringComparison.Ordinal));
        // −1.4 + 0.045·12 + 0.08·(−26 + 0.5·12) + 0.001·(−200).
        Assert.EndsWith(" -2.66", words.Output(0, 0)[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("41.5", "-1", true, "x > 41.5")]
    [InlineData("41.5", "-1", false, "x <= 41.5")]
    [InlineData("-41.5", "1", true, "x < 41.5")]
    [InlineData("-41.5", "1.0", false, "x >= 41.5")]
    [InlineData("0", "1", true, "x < 0.0")]
    [InlineData("3", "-1", true, "x > 3.0")]
    [InlineData("3", "1", false, "x >= -3.0")]
    [InlineData("3", "2", false, null)]
    public void AConditionOnOneNumberReadsAsAThreshold(string bias, string weight, bool isNegative, string? expected)
    {
        var inputs = EquatableArray.Of<Input>(new NumberInput("x", null, null, Digits.Of("0"), Digits.Of("9"), null));
        var expression = new Expression(Digits.Of(bias), EquatableArray.Of<Term>(new NumberTerm(0, Digits.Of(weight))));
        Assert.Equal(expected, ThresholdCondition.Find(expression, inputs)?.Describe(isNegative, inputs));
        if (expected is null)
            return;
        // The comparison has the same answer as the sum, next to the limit too.
        var limit = double.Parse(expected.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var x in new[] { limit, Math.BitIncrement(limit), Math.BitDecrement(limit), 0, -0.0, double.MaxValue, double.Epsilon })
        {
            var holds = expected.Split(' ')[1] switch { "<" => x < limit, "<=" => x <= limit, ">" => x > limit, _ => x >= limit };
            Assert.Equal((Digits.Of(bias).Value + (Digits.Of(weight).Value * x)) < 0 == isNegative, holds);
        }
    }

    [Theory]
    [InlineData(-1, 1, true, "colour is neither red nor blue")]
    [InlineData(-1, 1, false, "colour is red or blue")]
    [InlineData(0.5, -1, true, "colour is red or blue")]
    [InlineData(0.5, -1, false, "colour is neither red nor blue")]
    [InlineData(1, 1, true, null)]
    public void AConditionOnOneCategoryReadsAsASet(double bias, double weight, bool isNegative, string? expected)
    {
        var inputs = EquatableArray.Of<Input>(
            new CategoryInput("colour", null, EquatableArray.Of("red", "green", "blue", "grey", "any colour"), null));
        var weights = EquatableArray.Of(new CategoryWeight(0, Number.From(weight)), new CategoryWeight(2, Number.From(weight)));
        var expression = new Expression(Number.From(bias), EquatableArray.Of<Term>(new CategoryTerm(0, weights)));
        Assert.Equal(expected, CategoryCondition.Find(expression, inputs)?.Describe(isNegative, inputs));
    }
}
