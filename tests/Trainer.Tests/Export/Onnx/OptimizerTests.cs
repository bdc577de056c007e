using System;
using System.Globalization;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Export.Onnx;

/// <summary>Numbers that the optimiser of ONNX Runtime takes for others, and zeros whose sign Where loses.</summary>
public class OptimizerTests
{
    private static readonly double[] Values = [0, -0.0, 1, 0.25, -1, 123.456, 1e-46, -1e-46, 1e-300, double.Epsilon, double.NaN, -9, -8, 3];

    /// <summary>As a float the bias of a sum is 0, its weight 1, the x and y of a point 0.</summary>
    [Theory]
    [InlineData("1e-46", "1")]
    [InlineData("-1e-300", "1")]
    [InlineData("5e-324", "-1")]
    [InlineData("2", "1.0000000001")]
    [InlineData("0", "1.0000000000000002")]
    [InlineData("0", "0.9999999999999999")]
    [InlineData("0", "-0.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("-0.0", "0")]
    [InlineData("0", """{ "curve": [ [ 1e-60, 1e-50 ], [ 1, 1.0000000001 ] ], "special": { "none": -0.0 } }""")]
    [InlineData("-0.0", """{ "curve": [ [ -1, -0.0 ], [ 1e-70, 0, 1e-60 ], [ 1, -0.0 ] ], "special": { "none": -0.0 } }""")]
    [InlineData("-0.0", """{ "weight": -0.0, "special": { "none": -0.0, "small": 1e-300 } }""")]
    public void NumbersStayWhatTheyAre(string bias, string weight) => Agree(
        $$"""
        { "version": 2, "name": "Small",
          "inputs": [ { "name": "x", "range": [ -1, 1 ], "missing": { "value": -0.0, "marks": [ -8 ] },
                        "special": [ { "value": -9, "name": "none" }, { "value": 3, "name": "small" } ] },
                      { "name": "z", "range": [ -1, 1 ], "missing": 1e-50 } ],
          "outputs": [ { "name": "y" } ], "decision": { "kind": "value" },
          "conditions": [ { "id": 1, "expression": { "bias": {{bias}}, "weights": { "z": 1 } } } ],
          "common": [ { "bias": {{bias}}, "weights": { "x": {{Common(weight)}} }, "adjustments": { "1": 1.0000000001 } } ],
          "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
          "rules": [ { "id": 1, "expressions": [ { "bias": -0.0, "weights": { "z": 1.0000000001 } } ] },
                     { "id": 2, "expressions": [ { "bias": -0.0, "weights": { "x": {{weight}} } } ] } ] }
        """);

    /// <summary>One rule ends in −0 where another is chosen, on either side.</summary>
    [Theory]
    [InlineData("-0.0", "0")]
    [InlineData("0", "-0.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("-0.0", "1")]
    [InlineData("1", "-0.0")]
    public void AZeroKeepsItsSign(string negative, string positive) => Agree(
        $$"""
        { "version": 1, "name": "Zeros",
          "inputs": [ { "name": "x", "range": [ -1, 1 ], "missing": 0 }, { "name": "c", "categories": [ "a", "b" ], "other": "b" } ],
          "outputs": [ { "name": "y" } ], "decision": { "kind": "value" },
          "conditions": [ { "id": 1, "expression": { "bias": 0, "weights": { "x": 1 } } } ],
          "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
          "rules": [ { "id": 1, "expressions": [ { "bias": -0.0, "weights": { "c": { "a": {{negative}}, "b": {{positive}} } } } ] },
                     { "id": 2, "expressions": [ { "bias": {{positive}}, "weights": {} } ] } ] }
        """);

    private static string Common(string weight) => weight.StartsWith('{') ? weight : "1.0000000001";

    private static void Agree(string text)
    {
        var document = RuleDocumentReader.Read(text);
        var rows = Values.SelectMany((x, i) => Values.Select((z, k) => document.Inputs.Select((input, at) => input.Match<object?>(
            _ => at == 0 ? x : z, category => category.Categories[(i + k) % category.Categories.Count])).ToArray())).ToArray();
        var answers = new RuntimeAnswers(document);
        foreach (var level in Enum.GetValues<GraphOptimizationLevel>())
        {
            using var model = new RuntimeModel(document, level);
            answers.Compare(rows, model.Run(rows));
        }

        Assert.True(answers.Compared > rows.Length, answers.Compared.ToString(CultureInfo.InvariantCulture));
    }
}
