using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Predictions;

/// <summary>People who are refused by one rule are told different reasons.</summary>
public class PrincipalReasonTests
{
    [Fact]
    public void RefusedApplicantsOfTheSampleHaveReasonsOfTheirOwn()
    {
        var folder = Path.Combine(SourceTree.Root, "samples", "GermanCredit");
        var document = DocumentFile.Read(Path.Combine(folder, "GermanCredit.rules.json"));
        var evaluator = new RuleEvaluator(document);
        var reference = document.References.Single(r => !r.IsDefault).Name;
        using var points = PointReader.Open(Path.Combine(folder, "german-credit.csv"), TableOptions.Default, document);
        var first = new Dictionary<string, int>();
        while (points.Read())
        {
            if (evaluator.LabelsFor(evaluator.Evaluate(points.Point).Outputs)[0] != "bad")
                continue;
            var reasons = evaluator.Reasons(points.Point, reference);
            Assert.InRange(reasons.Count, 1, 4);
            Assert.All(reasons, r => Assert.True(r.Share < 0));
            first[reasons[0].Code] = first.GetValueOrDefault(reasons[0].Code) + 1;
        }

        Assert.True(first.Values.Sum() > 150, $"{first.Values.Sum()}");
        Assert.True(first.Count >= 8, string.Join(", ", first.Keys));
    }
}
