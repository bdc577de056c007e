using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;
using Xunit.Abstractions;

namespace RuleCompiler.Runtime.Tests.Policies;

/// <summary>What is proven of random policies is contradicted by no row, and what is broken is broken by the rows that are shown.</summary>
public sealed class PolicyPropertyTests(ITestOutputHelper output)
{
    // Of these more than a thousand break their policies, and more than a thousand keep them.
    private const int Documents = 4_200;
    private const int RowsTried = 100;

    // What doubles round away in sums of such small numbers.
    private const double Rounding = 1e-9;

    [Fact]
    public void ProofsHoldOnRandomRowsAndWitnessesBreakTheirPolicies()
    {
        var counts = RandomPolicy.Kinds.ToDictionary(k => k, _ => new int[3]);
        for (var seed = 0; seed < Documents; seed++)
        {
            var random = new Random(seed);
            var text = RandomHinges.Make(random);
            if (random.Next(2) == 0)
                text = text.Edited("'threshold',".Replace('\'', '"'), "'threshold','scores':'logit',".Replace('\'', '"'));
            if (Read(text) is not { } document)
                continue;
            var kind = RandomPolicy.Kinds[seed % RandomPolicy.Kinds.Count];
            if (RandomPolicy.Make(random, document, kind) is not { } policy)
                continue;
            var json = ("{'version':1,'policies':[" + policy.Json + "]}").Replace('\'', '"');
            var policies = PolicyReader.Read(json, document);
            var report = PolicyChecker.Check(document, text, policies);
            var result = report.Results[0];
            counts[kind][(int)result.Verdict]++;
            var told = $"seed {seed}: {policy.Json}\n{result.Verdict} {result.Text}\n{text}";
            if (result.Verdict == Verdict.Refuted)
                AssertBroken(document, policy, result, told);
            else if (result.Verdict == Verdict.Proven)
            {
                AssertKept(document, policy, random, told);
                // With the proofs at hand nothing has to be searched for.
                var known = PolicyProofs.Read(report.Proofs.Write());
                Assert.True(PolicyChecker.Check(document, text, policies, known, new ProofLimit { Steps = 0 }).Holds, told);
            }
        }

        output.WriteLine(string.Join('\n', counts.Select(c => $"{c.Key}: {string.Join(' ', c.Value)}")));
        Assert.True(counts.Values.Sum(c => c[0]) > 1_000 && counts.Values.Sum(c => c[1]) > 1_000);
        Assert.All(counts, c => Assert.True(c.Value[0] > 5 && c.Value[1] > 5 && c.Value[2] == 0, $"{c.Key}: {string.Join(' ', c.Value)}"));
    }

    // Some are refused, since a condition may be used nowhere.
    internal static RuleDocument? Read(string text)
    {
        try
        {
            return VerifiedDocuments.Read(text);
        }
        catch (RuleDocumentException)
        {
            return null;
        }
    }

    private static void AssertBroken(RuleDocument document, RandomPolicy policy, PolicyResult result, string told)
    {
        Assert.True(result.Rows.Count == policy.Rows, told);
        var rows = result.Rows.Select(r => r.Row.ToArray()).ToArray();
        Assert.True(rows.All(policy.Admits), told);
        var broken = policy.Breaks(rows, rows.Select(r => new RuleEvaluator(document).Evaluate(r).Outputs).ToArray());
        Assert.True(result.IsComputed, told);
        Assert.True(broken >= -1e-12, $"{broken} {told}");
    }

    private static void AssertKept(RuleDocument document, RandomPolicy policy, Random random, string told)
    {
        var evaluator = new RuleEvaluator(document);
        for (var n = 0; n < RowsTried; n++)
        {
            var rows = policy.Pairs(random, HingeDocuments.Row(random, document));
            if (!rows.All(policy.Admits))
                continue;
            var broken = policy.Breaks(rows, rows.Select(r => evaluator.Evaluate(r).Outputs).ToArray());
            Assert.True(broken <= Rounding, $"{broken} at {string.Join(", ", rows.SelectMany(r => r))} {told}");
        }
    }
}
