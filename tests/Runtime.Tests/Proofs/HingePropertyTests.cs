using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>What is proven of random documents of version 2 is contradicted by no row.</summary>
public sealed class HingePropertyTests
{
    private const int Documents = 60;

    [Fact]
    public void NoRowContradictsAClaimThatHoldsOrAFinding()
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var random = new Random(seed);
            var document = VerifiedDocuments.Read(RandomHinges.Make(random));
            var proof = DocumentVerifier.Verify(document);
            var held = proof.Claims.ToDictionary(c => c.Name, c => c.Holds);
            foreach (var violated in new ClaimOracle(document, proof).Violated(random, 1000))
                Assert.False(
                    violated.StartsWith("finding", StringComparison.Ordinal) || held[violated],
                    $"seed {seed}: {violated}\n{RuleDocumentWriter.Write(document)}");
        }
    }

    [Fact]
    public void OutputsJumpNowhereButWhereItIsStated()
    {
        var borders = 0;
        for (var seed = 0; seed < Documents; seed++)
        {
            var random = new Random(seed);
            var document = VerifiedDocuments.Read(RandomHinges.Make(random));
            var continuous = DocumentVerifier.Verify(document).Claims.Single(c => c.Kind == ClaimKind.Continuous);
            if (continuous.Statements.Count > 0)
                continue;
            var evaluator = new RuleEvaluator(document);
            for (var n = 0; n < 100; n++)
            {
                // Between two rows of the same special values and categories, where the rule changes.
                var row = HingeDocuments.Row(random, document);
                var other = row.Select((x, i) => document.Inputs[i].Match(
                    number => number.FindSpecial(x) >= 0 ? x : HingeDocuments.Quantity(random, number), _ => x)).ToArray();
                if (evaluator.Evaluate(row).RuleIndex == evaluator.Evaluate(other).RuleIndex)
                    continue;
                for (var halving = 0; halving < 60; halving++)
                {
                    var middle = row.Select((x, i) => x.Equals(other[i]) ? x : x + ((other[i] - x) / 2)).ToArray();
                    if (evaluator.Evaluate(middle).RuleIndex == evaluator.Evaluate(row).RuleIndex)
                        row = middle;
                    else
                        other = middle;
                }

                // A special value inside the range is a point of its own.
                if (row.Concat(other).Any(x => x == 1))
                    continue;
                borders++;
                Assert.Equal(evaluator.Evaluate(row).Outputs[0], evaluator.Evaluate(other).Outputs[0], 1e-9);
            }
        }

        Assert.True(borders > 100, $"{borders}");
    }
}
