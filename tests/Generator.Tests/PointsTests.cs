using System;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using RuleCompiler.Trainer.Export.Points;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>Points tables are compiled as any other rules, and give whole points.</summary>
public sealed class PointsTests
{
    [Theory]
    [InlineData("tests/Generator.Tests/Snapshots/Hinges.rules.json")]
    [InlineData("samples/Adult/Adult.rules.json")]
    [InlineData("samples/GermanCredit/GermanCredit.rules.json")]
    public void GeneratedCodeGivesWholePoints(string path)
    {
        var rules = RuleDocumentReader.Read(File.ReadAllText(Path.Combine(SnapshotTests.Folder(), "..", "..", "..", path)));
        var points = PointsConversion.Of(rules, new PointsOptions(), "rulec 0.0.0").Document;
        var (compiled, evaluator) = (CompiledRules.Of(points, Generation.Oldest), new RuleEvaluator(points));
        var random = new Random(5);
        for (var r = 0; r < 2_000; r++)
        {
            var row = points.Inputs.Select(input => input.Match(
                number => Math.Round(number.Minimum.Value + (random.NextDouble() * number.Width), random.Next(3)),
                category => random.Next(category.Categories.Count))).ToArray();
            var (expected, answer) = (evaluator.Evaluate(row), compiled.Ask(row));
            Assert.Equal(points.Rules[expected.RuleIndex].Id, answer.RuleId);
            Assert.Equal(expected.Outputs, answer.Outputs);
            Assert.Equal(Math.Round(answer.Outputs[0]), answer.Outputs[0]);
            Assert.Equal(evaluator.Classify(expected.Outputs), answer.Label);
        }
    }
}
