using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Trainer.Export.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Export.Onnx;

/// <summary>What a model is called, what it says of itself, and what it takes for which category.</summary>
public class ModelTests
{
    /// <summary>At 1e308 each the middle sum is NaN, or that which is left of it where x and z differ.</summary>
    private const string Largest =
        """
        { "version": 2, "name": "L", "inputs": [ { "name": "x", "range": [ 0, 1 ] }, { "name": "z", "range": [ 0, 1 ] } ],
          "outputs": [ { "name": "first" }, { "name": "middle" }, { "name": "last" } ],
          "decision": { "kind": "argmax", "labels": [ "a", "b", "c" ] }, "conditions": [], "tree": { "rule": 1 },
          "rules": [ { "id": 1, "expressions": [ FIRST, SECOND, { "bias": 2, "weights": { "x": 0 } } ] } ] }
        """;

    private const string Constant = """{ "bias": 1, "weights": { "x": 0 } }""";
    private const string Difference = """{ "bias": 0, "weights": { "x": 100, "z": -100 } }""";

    [Theory]
    [InlineData(Constant, Difference, "c b c b c")]
    [InlineData(Difference, Constant, "a a c a c")]
    public void NaNIsNeverTheLargestAndAsTheFirstNeverExceeded(string first, string second, string labels)
    {
        object?[][] rows = [[1e308, 1e308], [1e308, 0.0], [0.0, 1e308], [0.03, 0.0], [0.0, 0.0]];
        var document = RuleDocumentReader.Read(
            Largest.Replace("FIRST", first, StringComparison.Ordinal).Replace("SECOND", second, StringComparison.Ordinal));
        using var model = new RuntimeModel(document, GraphOptimizationLevel.ORT_ENABLE_ALL);
        var answers = model.Run(rows);
        Assert.Equal(labels.Split(' '), answers["label"]);
        new RuntimeAnswers(document).Compare(rows, answers);
    }

    [Fact]
    public void TheSameDocumentGivesTheSameBytes()
    {
        foreach (var document in Enumerable.Range(0, 20).Select(RandomDocuments.Make).Append(RuleDocumentReader.Read(HingeDocuments.Loan)))
            Assert.Equal(Bytes(document), Bytes(document with { }));
    }

    [Fact]
    public void AModelSaysWhichRulesItHolds()
    {
        var document = RuleDocumentReader.Read(HingeDocuments.Loan);
        using var model = new RuntimeModel(document, GraphOptimizationLevel.ORT_ENABLE_ALL);
        Assert.Equal("rulec", model.Metadata.ProducerName);
        Assert.Equal(document.Name, model.Metadata.GraphName);
        Assert.Equal(document.Name, model.Metadata.CustomMetadataMap["document"]);
        Assert.Equal(Meaning.Of(document).Hash, model.Metadata.CustomMetadataMap["meaning"]);
    }

    [Fact]
    public void NamesAreValidAndDistinctAndSaidInTheModel()
    {
        string[] inputs =
        [
            "a b", "a-b", "a_b", "rule", "label", "1st", "\0", "年齢", new string('ü', 100_000), "v1", "refused", "probability",
        ];
        var document = Named(inputs, ["rule", "a b", "\u202Eevil", "outside"]);
        using var model = new RuntimeModel(document, GraphOptimizationLevel.ORT_ENABLE_ALL);
        var names = model.Rules.Inputs.Concat(model.Rules.Answers).ToArray();
        Assert.Equal(names.Length, names.Select(n => n.Value).Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, n => Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", n.Value));
        Assert.Equal(["a_b", "a_b_2", "a_b_3", "rule_2", "label", "_1st", "_", "__"], model.Rules.Inputs.Take(8).Select(n => n.Value));
        Assert.Equal("probability", model.Rules.Inputs[^1].Value);
        Assert.Equal(
            ["rule", "rule_3", "a_b_4", "_evil", "outside_2", "refused", "outside"], model.Rules.Answers.Select(n => n.Value));
        Assert.Equal("a-b", model.Metadata.CustomMetadataMap["name:a_b_2"]);
        Assert.Equal("年齢", model.Metadata.CustomMetadataMap["name:__"]);
        Assert.DoesNotContain("name:probability", model.Metadata.CustomMetadataMap.Keys);
    }

    /// <summary>Texts are compared character by character; what means missing is empty or a mark.</summary>
    [Theory]
    [InlineData("a", 1)]
    [InlineData("A", null)]
    [InlineData(" a", null)]
    [InlineData(" b ", 2)]
    [InlineData("b", null)]
    [InlineData("", 4)]
    [InlineData("?", 4)]
    [InlineData("(missing)", 4)]
    [InlineData("😀", 5)]
    [InlineData("c\nd", 6)]
    public void ACategoryIsItsText(string text, int? score)
    {
        var document = RuleDocumentReader.Read(
            """
            { "version": 2, "name": "C",
              "inputs": [ { "name": "c", "categories": [ "a", " b ", "x", "(missing)", "\uD83D\uDE00", "c\nd" ] } ],
              "outputs": [ { "name": "y" } ], "decision": { "kind": "value" }, "conditions": [], "tree": { "rule": 1 },
              "rules": [ { "id": 1, "expressions": [ { "bias": 0,
                "weights": { "c": { "a": 1, " b ": 2, "x": 3, "(missing)": 4, "\uD83D\uDE00": 5, "c\nd": 6 } } } ] } ] }
            """);
        Assert.Equal(score, Score(document, text));
    }

    [Theory]
    [InlineData("3", 1)]
    [InlineData("3.0", 1)]
    [InlineData("4.5", 2)]
    [InlineData("-7", 3)]
    [InlineData("-7.0", 3)]
    [InlineData("03", null)]
    public void ACategoryThatIsANumberIsFoundAsUsuallyWritten(string text, int? score) => Assert.Equal(score, Score(
        RuleDocumentReader.Read(
            """
            { "version": 2, "name": "C", "inputs": [ { "name": "c", "categories": [ "3", "4.50", "-7.00" ] } ],
              "outputs": [ { "name": "y" } ], "decision": { "kind": "value" }, "conditions": [], "tree": { "rule": 1 },
              "rules": [ { "id": 1, "expressions": [ { "bias": 0, "weights": { "c": { "3": 1, "4.50": 2, "-7.00": 3 } } } ] } ] }
            """),
        text));

    [Fact]
    public void LabelsAndCategoriesMayHoldAnything()
    {
        const string Hostile = "a\0b\"'\\\n\u202E\uFEFF";
        var document = Named(["x"], ["y"]) with
        {
            Inputs = EquatableArray.Of<Input>(new CategoryInput("x", null, EquatableArray.Of("plain", Hostile), null)),
            Decision = new ThresholdDecision(ScoreKind.Plain, EquatableArray.Of(new ThresholdBit(Number.Zero, "below", Hostile))),
        };
        using var model = new RuntimeModel(document, GraphOptimizationLevel.ORT_ENABLE_ALL);
        Assert.Equal([Hostile, Hostile, string.Empty], (string[])model.Run([["plain"], [Hostile], ["a"]])["label"]);
    }

    [Fact]
    public void NoRowsGiveNoAnswers()
    {
        using var model = new RuntimeModel(RuleDocumentReader.Read(HingeDocuments.Loan), GraphOptimizationLevel.ORT_ENABLE_ALL);
        Assert.All(model.Run([]).Values, Assert.Empty);
    }

    private static double? Score(RuleDocument document, string text)
    {
        using var model = new RuntimeModel(document, GraphOptimizationLevel.ORT_ENABLE_ALL);
        var answers = model.Run([[text]]);
        var score = ((double[])answers["y"])[0];
        Assert.Equal(double.IsNaN(score), ((string[])answers["refused"])[0].Length > 0);
        return double.IsNaN(score) ? null : score;
    }

    private static RuleDocument Named(string[] inputs, string[] outputs) => new(
        "Name with \0 and \u202E",
        "Summary \0 too",
        inputs.Select(n => (Input)new NumberInput(n, null, null, Number.From(-9), Number.From(9), null)).ToEquatableArray(),
        outputs.Select(n => new Output(n)).ToEquatableArray(),
        new ValueDecision(),
        EquatableArray<Condition>.Empty,
        new Leaf(0),
        EquatableArray.Of(new Rule(
            1,
            Rule.Alone(outputs.Select(_ => new Expression(Number.From(1), EquatableArray<Term>.Empty))),
            EquatableArray<int>.Empty,
            null,
            null)),
        null);

    private static string Bytes(RuleDocument document)
    {
        using var stream = new MemoryStream();
        OnnxRules.Of(document).WriteTo(stream);
        return Encoding.Latin1.GetString(stream.ToArray());
    }
}
