using System;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the public methods, each a line or two over the tree, and the text of the rules.</summary>
internal sealed class MemberEmitter
{
    /// <summary>Longer texts are cut.</summary>
    public const int MaxRulesLength = ExplanationTables.MaxTextLength;

    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly RuleDescriber _describer;
    private readonly TreeEmitter _tree;
    private readonly CodeWriter _code;
    private readonly string _attribute;

    public MemberEmitter(
        RuleDocument document, DocumentNames names, Arguments arguments, RuleDescriber describer, TreeEmitter tree, CodeWriter code, string attribute)
    {
        _document = document;
        _names = names;
        _arguments = arguments;
        _describer = describer;
        _tree = tree;
        _code = code;
        _attribute = attribute;
    }

    /// <summary>The method that most callers want: <c>Classify</c>, or <c>Evaluate</c>.</summary>
    public void EmitMain()
    {
        if (_document.Decision.IsClass)
        {
            var sentences = string.Join(" ", DecisionDescriber.Sentences(_document));
            EmitMethod("Classify", "Label", "Decides one row.", sentences, EmitClassify, isInlined: _document.Outputs.Count == 1);
        }
        else
        {
            EmitMethod("Evaluate", _tree.OutputType, "Calculates the answer for one row.", Outputs, EmitOutputs, isInlined: true);
        }
    }

    /// <summary>What callers want who ask for more.</summary>
    public void EmitOthers(GenerationOptions options)
    {
        if (_document.Decision.IsClass && options.Has(MemberSet.Score))
            EmitMethod("Score", _tree.OutputType, "Calculates what the decision for one row is made from.", Outputs, EmitOutputs, isInlined: true);
        if (options.Has(MemberSet.Rule))
            EmitMethod("Rule", "int", "Tells which rule holds for one row.", "The number of the rule.", EmitRule, isInlined: true);
        // An explanation quotes them.
        if (options.Has(MemberSet.Rules) || options.Has(MemberSet.Explain))
            EmitRules(options.Has(MemberSet.Rules) ? "public" : "private");
    }

    private string Outputs => _document.Outputs.Count == 1
        ? $"The output {ShownName.Of(_document.Outputs[0].Name)} of the rule that holds."
        : "The outputs of the rule that holds.";

    /// <summary>A method for scalars and for <c>Input</c>, or for <c>Input</c> only.</summary>
    /// <remarks>Where it is inlined, many values go from the caller to the tree once, and not from method to method.</remarks>
    public void EmitMethod(string name, string type, string summary, string returns, Action body, bool isInlined = false)
    {
        EmitDocumentation(summary, returns, _arguments.AreScalars);
        if (isInlined && _arguments.AreScalars)
            _code.Inlined();
        using (_code.OpenMethod($"public static {type} {name}", _arguments.Parameters))
            body();
        if (!_arguments.AreScalars)
            return;
        EmitDocumentation(summary, returns, false);
        if (isInlined)
            _code.Inlined();
        using (_code.Open($"public static {type} {name}(in Input input)"))
            _code.List("return " + name, _arguments.Unpacked, ";");
    }

    private void EmitDocumentation(string summary, string returns, bool scalars)
    {
        _code.Gap();
        _code.Summary(summary);
        if (scalars)
        {
            for (var i = 0; i < _names.Inputs.Count; i++)
                _code.Param(_names.Inputs[i].Name, _describer.Input(i));
        }
        else
        {
            _code.Param("input", "The row.");
        }

        _code.Returns(returns);
        if (_document.Inputs.Numbers().Any())
            _code.Exception("ArgumentException", "A number is infinite, or is missing and nothing stands for it.");
        if (_document.Inputs.Categories().Any(c => c.Other is null))
            _code.Exception("ArgumentOutOfRangeException", "A category is not declared, and none stands for others.");
        _code.Line(_attribute);
    }

    private void EmitOutputs()
    {
        EmitDescent();
        _code.Line($"return {_tree.OutputName};");
    }

    private void EmitClassify()
    {
        EmitDescent();
        _document.Decision.Match(_ => { }, threshold => EmitThresholds(threshold.Bits), _ => EmitArgmax());
    }

    private void EmitThresholds(EquatableArray<ThresholdBit> bits)
    {
        if (bits.Count == 1)
        {
            _code.Line($"return {_tree.OutputName} >= {bits[0].Threshold.Literal} ? Label.{_names.Labels[1]} : Label.{_names.Labels[0]};");
            return;
        }

        _code.Line("Label label = Label.None;");
        for (var k = 0; k < bits.Count; k++)
        {
            using (_code.Open($"if (scores.{_names.Outputs[k].Property} >= {bits[k].Threshold.Literal})"))
                _code.Line($"label |= Label.{_names.Labels[k]};");
        }

        _code.Line("return label;");
    }

    private void EmitArgmax()
    {
        _code.Line($"Label label = Label.{_names.Labels[0]};");
        _code.Line($"double largest = scores.{_names.Outputs[0].Property};");
        for (var k = 1; k < _names.Outputs.Count; k++)
        {
            using var block = _code.Open($"if (scores.{_names.Outputs[k].Property} > largest)");
            _code.Line($"label = Label.{_names.Labels[k]};");
            if (k + 1 < _names.Outputs.Count)
                _code.Line($"largest = scores.{_names.Outputs[k].Property};");
        }

        _code.Line("return label;");
    }

    /// <summary>The call of the tree.</summary>
    // With its type: a namespace of the project may be called _.
    public void EmitDescent() => EmitDescent($"{_tree.OutputType} {_tree.OutputName} = ", "out int _");

    private void EmitDescent(string head, string rule)
    {
        var rest = _document.Inputs.Count == 0 ? new[] { rule } : new[] { "false", rule };
        _code.List(head + DocumentNames.TreeMethod, _arguments.Forwarded.Concat(rest).ToArray(), ";");
    }

    private void EmitRule()
    {
        EmitDescent(string.Empty, "out int rule");
        _code.Line("return rule;");
    }

    private void EmitRules(string accessibility)
    {
        _code.Gap();
        _code.Summary("The rules as text, for a log or a screen: the same as in the comments.");
        _code.Line(_attribute);
        // A verbatim string: the text stands in the source as it is read, but for its quotation marks.
        _code.Line(accessibility + " static string Rules =>");
        _code.Raw("@\"" + _describer.All(MaxRulesLength).Replace("\"", "\"\"") + "\";\n");
    }
}
