using System.Collections.Generic;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>The claim that outputs move with inputs as their directions say.</summary>
internal static class DirectionClaim
{
    /// <summary>Each direction that an input has holds.</summary>
    /// <param name="document">A document with directions.</param>
    /// <param name="geometry">Its geometry.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="work">The work of the proof.</param>
    public static Claim Of(RuleDocument document, DocumentGeometry geometry, IReadOnlyList<VerifiedRule> rules, ProofWork work)
    {
        var (findings, statements) = (new FindingList(), new List<Statement>());
        var proof = new DirectionProof(document, geometry, rules, work);
        var directions = 0;
        for (var i = 0; i < document.Inputs.Count; i++)
        {
            for (var k = 0; k < document.Inputs[i].Directions.Count; k++)
            {
                if (document.Inputs[i].Directions[k] == Direction.Unclaimed)
                    continue;
                directions++;
                Add(i, k, document.Inputs[i].Directions[k] == Direction.Increasing ? 1 : -1);
            }
        }

        return new Claim(
            ClaimKind.Directions,
            "Outputs move with inputs as their directions say, all else equal, for every two quantities or categories.",
            "A direction is not shown to hold.",
            findings,
            ("directions", directions),
            ("pairsOfRules", proof.Pairs))
        {
            Statements = statements.ToEquatableArray(),
        };

        void Add(int input, int output, int sign)
        {
            var (subject, alone) = (Name(output), VisibleText.Of(document.Inputs[input].Name));
            var claimed = $"{subject} never {Move(-sign)} where {alone} rises";
            var verdict = proof.Prove(input, new Lead(output), sign);
            if (verdict.Pair is var (low, high))
            {
                var (before, after) = (geometry.Evaluate(low, output), geometry.Evaluate(high, output));
                var (witness, second) = (geometry.ToWitness(low), geometry.ToWitness(high));
                findings.Refute(
                    $"{subject} {Move(-sign)} from {RowWords.Shortened(before, string.Empty)} to {RowWords.Shortened(after, string.Empty)} "
                        + $"where {alone} alone rises, from {witness} to {second}.",
                    witness,
                    second);
            }
            else if (verdict.Undecided is { } undecided)
            {
                findings.LeaveOpen($"Whether {claimed} is not decided: {undecided.Reason}.");
            }
            else
            {
                statements.Add(new Statement(claimed + "."));
            }
        }

        string Name(int output) => VisibleText.Of(document.Outputs[output].Name);
    }

    private static string Move(int sign) => sign > 0 ? "rises" : "falls";
}
