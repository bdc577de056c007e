using System.Collections.Generic;
using System.Text.Json;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Proofs.Comparison;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>What is asked of any document: policies of the kinds that fit it, and how it differs from another.</summary>
internal static class DocumentQuestions
{
    private static readonly ProofLimit Steps = ProofLimit.FromSteps(200);
    private static readonly ComparisonOptions Few = new() { Points = 20, SearchedCells = 4, MaxCells = 50 };
    private static readonly RuleDocument Other = RuleDocumentReader.Read(SeedFolder.Text("documents", "Kinds.rules.json"));

    /// <summary>What came of the policies.</summary>
    public static string Policies(RuleDocument document, string text)
    {
        var outcome = string.Empty;
        foreach (var policy in Texts(document))
        {
            try
            {
                var policies = PolicyReader.Read("{\"version\":1,\"policies\":[" + policy + "]}", document);
                outcome += PolicyChecker.Check(document, text, policies, limit: Steps).Results[0].Verdict.ToString()[0];
            }
            catch (RuleDocumentException)
            {
                // Not each kind fits each document.
                outcome += '-';
            }
        }

        return outcome;
    }

    /// <summary>What was found of the difference.</summary>
    public static string Difference(RuleDocument document)
    {
        try
        {
            var difference = DocumentComparison.Compare(Other, document, Few, Steps);
            return difference.Class.ToString() + difference.IsDecided;
        }
        catch (RuleCompilerException e)
        {
            return e.Message;
        }
    }

    private static IEnumerable<string> Texts(RuleDocument document)
    {
        var input = JsonSerializer.Serialize(document.Inputs[0].Name);
        var output = JsonSerializer.Serialize(document.Outputs[0].Name);
        var label = document.Decision.LabelsOf(0) is [var first, ..] ? JsonSerializer.Serialize(first) : null;
        yield return $"{{\"kind\":\"direction\",\"name\":\"a\",\"input\":{input},\"direction\":\"increasing\",\"output\":{output}}}";
        yield return $"{{\"kind\":\"range\",\"name\":\"a\",\"output\":{output},\"atLeast\":-3,\"atMost\":2}}";
        yield return $"{{\"kind\":\"largestJump\",\"name\":\"a\",\"output\":{output},\"atMost\":0.5}}";
        yield return $"{{\"kind\":\"extrapolation\",\"name\":\"a\",\"output\":{output},\"beyond\":0.25,\"factor\":1.5}}";
        if (label is null)
            yield break;
        yield return $"{{\"kind\":\"sameDecision\",\"name\":\"a\",\"inputs\":[{input}]}}";
        yield return $"{{\"kind\":\"never\",\"name\":\"a\",\"label\":{label}}}";
        yield return $"{{\"kind\":\"probabilityChange\",\"name\":\"a\",\"inputs\":[{input}],\"output\":{output},\"atMost\":0.3}}";
    }
}
