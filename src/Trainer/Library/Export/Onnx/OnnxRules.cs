using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Export.Onnx;

/// <summary>
/// The rules of a document as an ONNX model: a column for each input goes in, and rule, labels and outputs come out, with the same bits.
/// </summary>
public sealed class OnnxRules
{
    private const string Rule = "rule";
    private const string Label = "label";
    private const string Probability = "probability";
    private const string Refused = "refused";
    private const string Outside = "outside";

    private readonly ModelProto _model;

    private OnnxRules(ModelProto model, EquatableArray<NamedText> inputs, EquatableArray<NamedText> answers) =>
        (_model, Inputs, Answers) = (model, inputs, answers);

    /// <summary>What each input of the document is called in the model, in order: its name, and that of the model.</summary>
    public EquatableArray<NamedText> Inputs { get; }

    /// <summary>
    /// What the model answers with, in order: the usual name (<c>rule</c>, <c>label</c>, an output of the document, …), and that of the
    /// model.
    /// </summary>
    public EquatableArray<NamedText> Answers { get; }

    /// <summary>The number of operators.</summary>
    public int Operators => _model.Graph.Node.Count;

    /// <summary>The version of the set of operators.</summary>
    public int Opset => (int)_model.OpsetImport[0].Version;

    /// <summary>Makes the model of a document; the same document always gives the same bytes.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The model.</returns>
    public static OnnxRules Of(RuleDocument document)
    {
        var names = new OnnxNames();
        // Programs ask for these by name, whatever the document has.
        var fixedNames = Fixed(document).ToDictionary(n => n, names.Distinct, StringComparer.Ordinal);
        var inputNames = document.Inputs.Select(i => new NamedText(i.Name, names.Distinct(i.Name))).ToEquatableArray();
        var graph = new OnnxGraph(names);
        var inputs = new OnnxInputs(document, graph, inputNames.Select(n => n.Value).ToArray());
        var sums = new OnnxSums(document, graph, inputs.Values);
        var scores = document.Outputs.Select((_, k) => sums.Output(k)).ToArray();
        var answer = new OnnxAnswer(document, graph, scores, inputs.IsRefused);
        var rule = sums.Chosen(r => graph.Integer(document.Rules[r].Id));
        var answers = new List<NamedText>();
        Usual(
            Rule, ElementType.Int64, "The number of the rule that holds; 0 where the row is refused", OrRefused(graph.Integer(0), rule));
        Several(Label, ElementType.String, "The label; empty where the row is refused", answer.Labels());
        foreach (var (output, score) in document.Outputs.Zip(scores))
            Own(output.Name, ElementType.Double, $"{VisibleText.Of(output.Name)}: the score", OrRefused(graph.Double(double.NaN), score));
        Several(Probability, ElementType.Double, "The probability that the score stands for", answer.Probabilities());
        var refused = graph.Pick(inputs.Refusals, inputs.Refusal);
        Usual(Refused, ElementType.String, "Why the rules do not take the row; empty where they do", refused);
        Usual(Outside, ElementType.Int64, "In how many inputs the rules extrapolate", OrRefused(graph.Integer(0), inputs.Outside));
        return new OnnxRules(Described(document, graph, inputNames.Concat(answers)), inputNames, answers.ToEquatableArray());

        OnnxNode OrRefused(OnnxNode nothing, OnnxNode value) => graph.Where(inputs.IsRefused, nothing, value);

        // Of several outputs with questions of their own each has its answers.
        void Several(string usual, ElementType type, string remark, OnnxNode[] values)
        {
            if (values.Length == 1)
                Usual(usual, type, remark, values[0]);
            else
            {
                for (var k = 0; k < values.Length; k++)
                    Own($"{usual}_{document.Outputs[k].Name}", type, remark, values[k]);
            }
        }

        void Usual(string name, ElementType type, string remark, OnnxNode value) =>
            Add(new NamedText(name, fixedNames[name]), type, remark, value);

        void Own(string name, ElementType type, string remark, OnnxNode value) =>
            Add(new NamedText(name, names.Distinct(name)), type, remark, value);

        void Add(NamedText name, ElementType type, string remark, OnnxNode value)
        {
            answers.Add(name);
            graph.Output(name.Value, type, remark, value);
        }
    }

    /// <summary>Writes the model.</summary>
    /// <param name="stream">Where it goes.</param>
    public void WriteTo(Stream stream) => _model.WriteTo(stream);

    private static IEnumerable<string> Fixed(RuleDocument document)
    {
        var isOne = document.Decision.Match(_ => false, threshold => threshold.Bits.Count == 1, _ => true);
        if (isOne)
            yield return Label;
        if (isOne && document.Decision.Scores != ScoreKind.Plain)
            yield return Probability;
        foreach (var name in new[] { Rule, Refused, Outside })
            yield return name;
    }

    private static ModelProto Described(RuleDocument document, OnnxGraph graph, IEnumerable<NamedText> names)
    {
        var model = graph.ToModel(document.Name);
        model.ProducerName = "rulec";
        model.ProducerVersion = typeof(OnnxRules).Assembly.GetName().Version!.ToString(3);
        model.DocString = VisibleText.Of(document.Summary);
        model.MetadataProps.Add(new StringEntry { Key = "document", Value = Held(document.Name) });
        model.MetadataProps.Add(new StringEntry { Key = "meaning", Value = Meaning.Of(document).Hash });
        // ONNX Runtime gives programs these, but not the remarks.
        model.MetadataProps.Add(names.Where(n => n.Name != n.Value)
            .Select(n => new StringEntry { Key = "name:" + n.Value, Value = Held(n.Name) }));
        return model;
    }

    // Texts of the runtime's interface end at U+0000.
    private static string Held(string text) => text.Contains('\0', StringComparison.Ordinal) ? VisibleText.Of(text) : text;
}
