using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the types: the labels, the categories, the struct of inputs and, where there are several outputs, theirs.</summary>
internal sealed class TypeEmitter
{
    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly RuleDescriber _describer;
    private readonly CodeWriter _code;
    private readonly string _attribute;
    private readonly bool _hasRequiredMembers;

    public TypeEmitter(
        RuleDocument document, DocumentNames names, RuleDescriber describer, CodeWriter code, string attribute, bool hasRequiredMembers)
    {
        _document = document;
        _names = names;
        _describer = describer;
        _code = code;
        _attribute = attribute;
        _hasRequiredMembers = hasRequiredMembers;
    }

    /// <summary>The struct of inputs, the categories, and the struct of outputs.</summary>
    public void EmitData()
    {
        EmitInput();
        for (var i = 0; i < _document.Inputs.Count; i++)
            _document.Inputs[i].Match(_ => { }, category => EmitCategories(category, _names.Inputs[i]));

        if (_document.Outputs.Count > 1)
            EmitOutputs();
    }

    /// <summary>The labels, if rows are classified.</summary>
    public void EmitLabel() => _document.Decision.Match(
        _ => { },
        threshold =>
        {
            if (threshold.Bits.Count == 1)
                EmitBothSides(threshold.Bits[0], ShownName.Of(_document.Outputs[0].Name));
            else
                EmitFlags(threshold);
        },
        argmax => EmitEnum("Label", "What the rules decide.", argmax.Labels.Select((label, k) =>
            $"{ShownName.Of(label)}, where {ShownName.Of(_document.Outputs[k].Name)} is the largest output.")));

    private void EmitBothSides(ThresholdBit bit, string output) => EmitEnum("Label", "What the rules decide.", new[]
    {
        $"{ShownName.Of(bit.Below)}, where {output} < {bit.Threshold.Literal}.",
        $"{ShownName.Of(bit.AtOrAbove)}, where {output} >= {bit.Threshold.Literal}.",
    });

    private void EmitFlags(ThresholdDecision decision)
    {
        Begin("What the rules decide: each output is a yes or no of its own, and a label is any combination of them.");
        _code.Line("[global::System.Flags]");
        using var block = _code.Open("public enum Label");
        _code.Summary("Every output is below its threshold.");
        _code.Line("None = 0,");
        for (var k = 0; k < decision.Bits.Count; k++)
        {
            var (bit, output) = (decision.Bits[k], ShownName.Of(_document.Outputs[k].Name));
            _code.Gap();
            _code.Summary($"{output} is {ShownName.Of(bit.AtOrAbove)}, where it is >= {bit.Threshold.Literal}; without this, {ShownName.Of(bit.Below)}.");
            _code.Line($"{_names.Labels[k]} = {Literals.Int(1 << k)},");
        }
    }

    private void EmitCategories(CategoryInput input, InputNames names)
    {
        var summaries = input.Categories.Select((category, c) =>
            ShownName.Of(category) + (c == input.Other ? "; a value that is not declared counts as this." : "."));
        EmitEnum(names.Type, $"The categories of {ShownName.Of(input.Name)}.", summaries, names.Members);
    }

    private void EmitEnum(string name, string summary, IEnumerable<string> summaries, IReadOnlyList<string>? members = null)
    {
        Begin(summary);
        using var block = _code.Open("public enum " + name);
        var position = 0;
        foreach (var text in summaries)
        {
            if (position > 0)
                _code.Gap();
            _code.Summary(text);
            _code.Line($"{(members ?? _names.Labels)[position]} = {Literals.Int(position)},");
            position++;
        }
    }

    private void EmitInput()
    {
        Begin(_hasRequiredMembers
            ? "One row: a value for each input, and all of them have to be set."
            : "One row: a value for each input. What is not set is 0, or the first category: the constructor leaves none out.");
        using var block = _code.Open("public struct Input");
        _code.Summary("Makes a row of a value for each input, in the order of the document.");
        for (var i = 0; i < _document.Inputs.Count; i++)
            _code.Param(_names.Inputs[i].Name, _describer.Input(i));
        if (_hasRequiredMembers)
            _code.Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        using (_code.OpenMethod("public Input", _names.Inputs.Select(i => i.Type + " " + i.Parameter).ToArray()))
        {
            foreach (var input in _names.Inputs)
                _code.Line($"this.{input.Property} = {input.Parameter};");
        }

        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            _code.Gap();
            _code.Summary(_describer.Input(i));
            _code.Line($"public {(_hasRequiredMembers ? "required " : string.Empty)}{_names.Inputs[i].Type} {_names.Inputs[i].Property} {{ get; set; }}");
        }
    }

    private void EmitOutputs()
    {
        var name = TreeEmitter.OutputStruct(_document);
        Begin("The values of the outputs.");
        using var block = _code.Open("public readonly struct " + name);
        using (_code.OpenMethod($"internal {name}", _names.Outputs.Select(o => "double " + o.Local).ToArray()))
        {
            foreach (var output in _names.Outputs)
                _code.Line($"this.{output.Property} = {output.Local};");
        }

        for (var k = 0; k < _names.Outputs.Count; k++)
        {
            _code.Gap();
            _code.Summary($"The output {ShownName.Of(_document.Outputs[k].Name)}.");
            _code.Line($"public double {_names.Outputs[k].Property} {{ get; }}");
        }
    }

    private void Begin(string summary)
    {
        _code.Gap();
        _code.Summary(summary);
        _code.Line(_attribute);
    }
}
