using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;
using Xunit.Abstractions;

namespace RuleCompiler.Runtime.Tests.Policies;

/// <summary>How far outputs jump, and how far they go beyond the ranges.</summary>
public sealed class JumpPolicyTests(ITestOutputHelper output)
{
    private const int Documents = 300;

    [Fact]
    public void JumpsAreFoundWhereTheyAreAndNowhereElse()
    {
        var counts = new int[3];
        for (var seed = 0; seed < Documents; seed++)
        {
            var random = new Random(seed);
            var text = RandomHinges.Make(random);
            if (PolicyPropertyTests.Read(text) is not { } document)
                continue;
            var most = random.Next(1, 6) / 2.0;
            var result = Check(document, text, $$"""{"kind":"largestJump","name":"j","atMost":{{Text(most)}}}""");
            counts[(int)result.Verdict]++;
            var told = $"seed {seed}, {most}: {result.Text}\n{text}";
            var evaluator = new RuleEvaluator(document);
            if (result.Verdict == Verdict.Refuted)
            {
                var rows = result.Rows.Select(r => r.Row.ToArray()).ToArray();
                Assert.True(result.IsComputed && rows.Length == 2, told);
                // The rows are next to each other, and what they get is not.
                Assert.True(rows[0].Zip(rows[1], (a, b) => Math.Abs(a - b)).Max() < 1e-5, told);
                Assert.True(Math.Abs(Of(evaluator, rows[0]) - Of(evaluator, rows[1])) > most, told);
            }
            else if (result.Verdict == Verdict.Proven)
            {
                Assert.True(LargestSeen(document, evaluator, random) <= most + 1e-6, told);
            }
        }

        output.WriteLine(string.Join(' ', counts));
        Assert.True(counts[0] > 50 && counts[1] > 50 && counts[2] <= counts[1] / 20, string.Join(' ', counts));
    }

    [Fact]
    public void OutputsBeyondTheRangesAreBounded()
    {
        var counts = new int[3];
        for (var seed = 0; seed < Documents; seed++)
        {
            var random = new Random(seed);
            var text = RandomHinges.Make(random);
            if (PolicyPropertyTests.Read(text) is not { } document)
                continue;
            var (beyond, factor) = (random.Next(1, 4) / 4.0, 1 + (random.Next(0, 5) / 4.0));
            var result = Check(
                document, text, $$"""{"kind":"extrapolation","name":"e","beyond":{{Text(beyond)}},"factor":{{Text(factor)}}}""");
            counts[(int)result.Verdict]++;
            var evaluator = new RuleEvaluator(document);
            var inside = Enumerable.Range(0, 400).Select(_ => Of(evaluator, HingeDocuments.Row(random, document))).ToArray();
            var told = $"seed {seed}, {beyond}, {factor}: {result.Text}\n{text}";
            if (result.Verdict == Verdict.Refuted)
            {
                Assert.True(result.IsComputed, told);
                var y = Of(evaluator, result.Rows[0].Row.ToArray());
                Assert.True(y > inside.Max() - 1e-9 || y < inside.Min() + 1e-9, told);
            }
            else if (result.Verdict == Verdict.Proven)
            {
                var (low, high) = Range(document);
                var (middle, half) = ((low + high) / 2, (high - low) / 2);
                for (var n = 0; n < 300; n++)
                {
                    var row = HingeDocuments.Row(random, document).Select((x, i) => document.Inputs[i].Match(
                        number => number.FindSpecial(x) >= 0
                            ? x
                            : number.Minimum.Value + ((random.NextDouble() * (1 + (2 * beyond))) - beyond) * number.Width,
                        _ => x)).ToArray();
                    if (row.Where((x, i) => document.Inputs[i].Match(number => number.FindSpecial(x) >= 0, _ => false)).Any())
                        continue;
                    Assert.True(Math.Abs(Of(evaluator, row) - middle) <= (half * factor) + 1e-4, told);
                }
            }
        }

        output.WriteLine(string.Join(' ', counts));
        Assert.True(counts[0] > 30 && counts[1] > 30, string.Join(' ', counts));
    }

    // The values that are proven to be reached, said by the claim on ranges.
    private static (double Low, double High) Range(RuleDocument document)
    {
        var statements = DocumentVerifier.Verify(document).Claims.Single(c => c.Kind == ClaimKind.Ranges).Statements;
        return (Value(statements[0].Text), Value(statements[1].Text));

        static double Value(string text) =>
            double.Parse(text.Split(' ')[4].TrimEnd(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    // The largest difference between two rows of one kind that halving brings next to each other.
    private static double LargestSeen(RuleDocument document, RuleEvaluator evaluator, Random random)
    {
        var largest = 0.0;
        for (var n = 0; n < 40; n++)
        {
            var row = HingeDocuments.Row(random, document);
            var other = row.Select((x, i) => document.Inputs[i].Match(
                number => number.FindSpecial(x) >= 0 ? x : HingeDocuments.Quantity(random, number), _ => x)).ToArray();
            for (var halving = 0; halving < 50; halving++)
            {
                var middle = row.Select((x, i) => x.Equals(other[i]) ? x : x + ((other[i] - x) / 2)).ToArray();
                var (first, second) = (Change(row, middle), Change(middle, other));
                (row, other) = first > second ? (row, middle) : (middle, other);
            }

            // A special value inside the range is a point of its own.
            if (!row.Concat(other).Any(x => x == 1))
                largest = Math.Max(largest, Change(row, other));
        }

        return largest;

        double Change(double[] a, double[] b) => Math.Abs(Of(evaluator, a) - Of(evaluator, b));
    }

    private static double Of(RuleEvaluator evaluator, double[] row) => evaluator.Evaluate(row).Outputs[0];

    private static PolicyResult Check(RuleDocument document, string text, string policy) =>
        PolicyChecker.Check(document, text, PolicyReader.Read("""{"version":1,"policies":[""" + policy + "]}", document)).Results[0];

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
