using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// How code calls the values that are calculated before the branches: locals, or fields where they take more than one method.
/// </summary>
internal sealed class HingeLayout
{
    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly HingePlan _plan;

    /// <summary>Names the values of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="names">The names of its inputs and outputs.</param>
    /// <param name="tree">The methods of its tree.</param>
    public HingeLayout(RuleDocument document, DocumentNames names, TreeLayout tree)
    {
        (_document, _names, _plan) = (document, names, tree.Hinges);
        IsApart = _plan.IsHinged && tree.IsApart;
        Own = _plan.IsHinged ? Identifiers.Escaped(names.LocalNames.Take("own")) : string.Empty;
        Struct = IsApart ? names.Members.Take("Hinges") : string.Empty;
        Local = IsApart ? Identifiers.Escaped(names.LocalNames.Take("hinges")) : string.Empty;
        Steps = IsApart ? Group() : [];
    }

    /// <summary>Whether rules are in the form of hinges: a common part, adjustments, curves or special values.</summary>
    public bool IsHinged => _plan.IsHinged;

    /// <summary>Whether the values are fields of a struct that is handed from method to method.</summary>
    public bool IsApart { get; }

    /// <summary>The struct, if there is one.</summary>
    public string Struct { get; }

    /// <summary>The local that holds it.</summary>
    public string Local { get; }

    /// <summary>The local for what a rule gives by itself, where it takes more than one statement.</summary>
    public string Own { get; }

    /// <summary>The conditions that are calculated before the branches.</summary>
    public IReadOnlyList<int> First => _plan.First;

    /// <summary>The methods that calculate the values, if they are apart.</summary>
    public IReadOnlyList<HingeStep> Steps { get; }

    /// <summary>The fields of the struct.</summary>
    public IEnumerable<string> Fields =>
        _names.Outputs.Select((_, k) => OutputField(k)).Concat(First.Select(ConditionField));

    /// <summary>Whether a condition is calculated before the branches.</summary>
    public bool IsFirst(int condition) => _plan.IsFirst(condition);

    /// <summary>The value of a condition.</summary>
    public string Condition(int condition) => IsApart && IsFirst(condition)
        ? $"{Local}.{ConditionField(condition)}"
        : "condition" + Literals.Int(_document.Conditions[condition].Id);

    /// <summary>The value of an output, as far as it is calculated.</summary>
    public string Output(int output) => IsApart ? $"{Local}.{OutputField(output)}" : _names.Outputs[output].Local;

    private string ConditionField(int condition) => "Condition" + Literals.Int(_document.Conditions[condition].Id);

    private static string OutputField(int output) => "Output" + Literals.Int(output + 1);

    // As many sums to a method as it takes; what only sums adjust follows them.
    private IReadOnlyList<HingeStep> Group()
    {
        var steps = new List<HingeStep>();
        var (conditions, outputs, size) = (new List<int>(), new List<int>(), 0);
        foreach (var condition in First)
            Add(conditions, condition, _document.Conditions[condition].Expression);
        for (var k = 0; k < _document.Outputs.Count; k++)
        {
            if (_document.CommonOf(k) is { } common)
                Add(outputs, k, common);
        }

        Close();
        return steps;

        void Add(List<int> list, int position, Expression sum)
        {
            var own = TreePlan.SizeOf(_document, sum);
            if (size > 0 && size + own > TreePlan.MaxTerms)
                Close();
            list.Add(position);
            size += own;
        }

        void Close()
        {
            if (size > 0)
                steps.Add(new HingeStep(_names.Members.Take(Struct + "Step"), conditions, outputs));
            (conditions, outputs, size) = ([], [], 0);
        }
    }
}

/// <summary>A method that calculates some of the values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Conditions">The conditions whose values it calculates.</param>
/// <param name="Outputs">The outputs whose common part it calculates.</param>
internal sealed record HingeStep(string Name, IReadOnlyList<int> Conditions, IReadOnlyList<int> Outputs);
