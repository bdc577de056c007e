using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using Xunit;
using Xunit.Abstractions;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>What is proven of documents of version 2 is contradicted by no row.</summary>
public sealed class HingePropertyTests(ITestOutputHelper output)
{
    [Fact]
    public void NoClaimOfARandomDocumentIsContradicted()
    {
        var verdicts = new Dictionary<(string, Verdict), int>();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var text = RandomHinges.Make(random);
            RuleDocument document;
            try
            {
                document = VerifiedDocuments.Read(text);
            }
            catch (RuleDocumentException e)
            {
                output.WriteLine($"{seed}: {e.Message}");
                continue;
            }

            var watch = System.Diagnostics.Stopwatch.StartNew();
            var proof = DocumentVerifier.Verify(document, null, new System.Threading.CancellationTokenSource(15000).Token);
            if (watch.ElapsedMilliseconds > 300) output.WriteLine($"{seed}: {watch.ElapsedMilliseconds}");
            var claims = proof.Claims.ToDictionary(c => c.Name);
            foreach (var claim in proof.Claims)
                verdicts[(claim.Name, claim.Verdict)] = verdicts.GetValueOrDefault((claim.Name, claim.Verdict)) + 1;
            foreach (var violated in new ClaimOracle(document, proof).Violated(random, 1000))
                Assert.False(violated.StartsWith("finding", StringComparison.Ordinal) || claims[violated].Holds, $"seed {seed}: {violated}\n{text}");
        }

        foreach (var (key, count) in verdicts)
            output.WriteLine($"{key}: {count}");
    }
}
