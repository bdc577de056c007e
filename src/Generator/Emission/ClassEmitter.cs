using System.Collections.Generic;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes a document's class in parts: what is read and signed, then what only repeats it for many rows and for explanations.
/// </summary>
internal sealed class ClassEmitter
{
    /// <summary>The class's documentation lists the rules where there are no more than this; more are not read in a tooltip.</summary>
    public const int MaxDocumentedRules = 64;

    private readonly RuleDocument _document;
    private readonly GenerationOptions _options;
    private readonly Target _target;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly RuleDescriber _describer;
    private readonly string _attribute;
    private TreeEmitter? _tree;

    public ClassEmitter(RuleDocument document, GenerationOptions options, Target target, string version)
    {
        _document = document;
        _options = options;
        _target = target;
        _names = new DocumentNames(document, options.ClassName);
        _arguments = new Arguments(_names);
        _describer = new RuleDescriber(document);
        _attribute = $"[global::System.CodeDom.Compiler.GeneratedCode(\"RuleCompiler\", \"{version}\")]";
    }

    /// <summary>Whether there are methods for many rows.</summary>
    public bool HasBatches => BatchEmitter.Takes(_document, _options, _target);

    /// <summary>Whether there is <c>Explain</c>.</summary>
    public bool HasExplanation => _options.Has(MemberSet.Explain);

    private bool HasProbability => _options.Has(MemberSet.Probability) && ProbabilityEmitter.IsFor(_document);

    /// <summary>The rules, the methods for one row, and the types; to be called before the others.</summary>
    public void EmitRules(CodeWriter code)
    {
        code.Summary(string.IsNullOrWhiteSpace(_document.Summary) ? $"The rules of {_document.Name}." : _document.Summary.Trim());
        code.Remarks(_describer.Paragraphs(), Rules(_document, _describer));
        using var block = code.Open((_options.Accessibility is { } word ? word + " " : string.Empty) + Head);
        _tree = new TreeEmitter(_document, _names, _arguments, _describer, _target, code);
        var types = new TypeEmitter(_document, _names, _describer, code, _attribute, _target.Types.HasRequiredMembers);
        var members = Members(code);
        types.EmitLabel();
        if (_options.Has(MemberSet.Main))
            members.EmitMain();
        _tree.Emit();
        members.EmitOthers(_options);
        var probabilities = new ProbabilityEmitter(_document, _names, code, _attribute);
        if (HasProbability)
            probabilities.Emit(members, _tree);
        types.EmitData();
        if (_options.Has(MemberSet.Text))
            new TextEmitter(_document, _names, code, _attribute, _target.HasNullableAnnotations).Emit();
        new AcceptanceEmitter(_document, _names, code).Emit();
        if (HasProbability && !HasExplanation)
            SharedSource.EmitExponential(code);
    }

    /// <summary>The methods for many rows.</summary>
    public void EmitBatches(CodeWriter code)
    {
        using var block = code.Open(Head);
        new BatchEmitter(_document, _names, _arguments, _describer, _tree!, _target, code, _attribute).Emit(_options);
    }

    /// <summary><c>Explain</c>, and what it is calculated with.</summary>
    public void EmitExplanation(CodeWriter code)
    {
        using var block = code.Open(Head);
        new ExplainEmitter(_document, _names, _arguments, code, _attribute).Emit(Members(code));
        SharedSource.EmitExponential(code);
    }

    private string Head => "static partial class " + _names.Class;

    private MemberEmitter Members(CodeWriter code) => new(_document, _names, _arguments, _describer, _tree!, code, _attribute);

    private static IEnumerable<string> Rules(RuleDocument document, RuleDescriber describer)
    {
        if (document.Rules.Count > MaxDocumentedRules)
        {
            yield return $"The {Literals.Int(document.Rules.Count)} rules stand in the comments of this class and in Rules.";
            yield break;
        }

        for (var condition = 0; describer.NumbersConditions && condition < document.Conditions.Count; condition++)
        {
            foreach (var line in describer.Condition(condition))
                yield return line;
            yield return string.Empty;
        }

        for (var rule = 0; rule < document.Rules.Count; rule++)
        {
            if (rule > 0)
                yield return string.Empty;
            foreach (var line in describer.Rule(rule))
                yield return line;
        }
    }
}
