using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>Probability</c> and <c>Probabilities</c>, where scores stand for them.</summary>
internal sealed class ProbabilityEmitter
{
    private const string Struct = "LabelProbabilities";

    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly CodeWriter _code;
    private readonly string _attribute;
    private readonly string[] _properties;
    private readonly string[] _locals;

    public ProbabilityEmitter(RuleDocument document, DocumentNames names, CodeWriter code, string attribute)
    {
        _document = document;
        _names = names;
        _code = code;
        _attribute = attribute;
        var properties = new NameScope(DocumentNames.ObjectMembers.Concat(new[] { Struct, "Of", "Chosen" }));
        _properties = names.Labels.Select(properties.Take).ToArray();
        var locals = new NameScope(new[] { "scores", "largest", "total" });
        _locals = _properties.Select(p => Identifiers.Escaped(locals.Take(Identifiers.Camel(p)))).ToArray();
    }

    /// <summary>Whether the document's scores stand for probabilities.</summary>
    public static bool IsFor(RuleDocument document) => document.Decision.Scores != ScoreKind.Plain;

    private bool AreLogits => _document.Decision.Scores == ScoreKind.Logit;

    public void Emit(MemberEmitter members, TreeEmitter tree)
    {
        if (_document.Outputs.Count == 1)
        {
            var label = ShownName.Of(_document.Decision.LabelsOf(0)[1]);
            members.EmitMethod("Probability", "double", $"Calculates the probability of {label} for one row.", Returns, () =>
            {
                members.EmitDescent();
                _code.Line($"return {Of(tree.OutputName)};");
            });
            return;
        }

        if (_document.Decision.ComparesOutputs)
        {
            members.EmitMethod("Probability", "double", "Calculates the probability of the label that Classify gives for one row.", Returns, () =>
            {
                members.EmitDescent();
                _code.Line($"return {Struct}.Of(scores).Chosen(scores);");
            });
        }

        members.EmitMethod("Probabilities", Struct, "Calculates the probability of each label for one row.", Returns, () =>
        {
            members.EmitDescent();
            _code.Line($"return {Struct}.Of(scores);");
        });
        EmitStruct();
    }

    private string Returns => (AreLogits, _document.Decision.ComparesOutputs) switch
    {
        (false, _) => "The score, brought to 0 to 1.",
        (true, true) => "From 0 to 1: softmax over the scores.",
        (true, false) => "From 0 to 1: the logistic function of the score.",
    };

    private string Of(string score) => AreLogits ? $"Exponential.Logistic({score})" : $"Exponential.Clamp({score})";

    private void EmitStruct()
    {
        _code.Gap();
        _code.Summary("A probability for each label.");
        _code.Line(_attribute);
        using var block = _code.Open("public readonly struct " + Struct);
        using (_code.OpenMethod("private " + Struct, _locals.Select(l => "double " + l).ToArray()))
        {
            for (var k = 0; k < _properties.Length; k++)
                _code.Line($"this.{_properties[k]} = {_locals[k]};");
        }

        for (var k = 0; k < _properties.Length; k++)
        {
            _code.Gap();
            _code.Summary("The probability of " + Label(k) + ".");
            _code.Line($"public double {_properties[k]} {{ get; }}");
        }

        _code.Gap();
        using (_code.Open($"internal static {Struct} Of(Scores scores)"))
            EmitOf();
        if (_document.Decision.ComparesOutputs)
            EmitChosen();
    }

    private string Label(int output) => _document.Decision.Match(
        _ => string.Empty,
        threshold => $"{ShownName.Of(threshold.Bits[output].AtOrAbove)} for {ShownName.Of(_document.Outputs[output].Name)}",
        argmax => ShownName.Of(argmax.Labels[output]));

    private void EmitOf()
    {
        var scores = _names.Outputs.Select(o => "scores." + o.Property).ToArray();
        if (!AreLogits || !_document.Decision.ComparesOutputs)
        {
            _code.List("return new " + Struct, scores.Select(Of).ToArray(), ";");
            return;
        }

        _code.Line($"double largest = {scores[0]};");
        foreach (var score in scores.Skip(1))
            _code.Line($"largest = {score} > largest ? {score} : largest;");
        for (var k = 0; k < scores.Length; k++)
            _code.Line($"double {_locals[k]} = Exponential.Of({scores[k]} - largest);");
        _code.Line($"double total = {_locals[0]};");
        foreach (var local in _locals.Skip(1))
            _code.Line($"total += {local};");
        _code.List("return new " + Struct, _locals.Select(l => l + " / total").ToArray(), ";");
    }

    private void EmitChosen()
    {
        _code.Gap();
        using var block = _code.Open("internal double Chosen(Scores scores)");
        _code.Line($"double largest = scores.{_names.Outputs[0].Property};");
        _code.Line($"double chosen = this.{_properties[0]};");
        for (var k = 1; k < _properties.Length; k++)
        {
            using var higher = _code.Open($"if (scores.{_names.Outputs[k].Property} > largest)");
            _code.Line($"chosen = this.{_properties[k]};");
            if (k + 1 < _properties.Length)
                _code.Line($"largest = scores.{_names.Outputs[k].Property};");
        }

        _code.Line("return chosen;");
    }
}
