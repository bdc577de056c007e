using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Rows that differ in some inputs alone.</summary>
/// <param name="scope">The document.</param>
/// <param name="domain">The rows.</param>
/// <param name="inputs">The inputs.</param>
internal sealed class VariedInputs(PolicyScope scope, RowDomain domain, EquatableArray<int> inputs)
{
    /// <summary>The two rows.</summary>
    public JointRows Rows { get; } = JointRows.Differing(domain, inputs);

    /// <summary>Whether a condition may be on another side for the other row.</summary>
    public Func<int, bool> CanDiffer { get; } =
        Remembered(condition => scope.DependsOn(condition, inputs), scope.Document.Conditions.Count);

    /// <summary>Whether an output may be another for the other row.</summary>
    /// <param name="output">The position of the output.</param>
    public bool Matter(int output)
    {
        var document = scope.Document;
        var sums = document.Rules.Select(r => r.Own[output]).Append(document.CommonOf(output)).OfType<Expression>().ToArray();
        return Enumerable.Range(0, document.Conditions.Count).Any(CanDiffer) || sums.Any(s => s.Terms.Any(t => inputs.Contains(t.Input)));
    }

    /// <summary>The names of the inputs, in words.</summary>
    public string Words => string.Join(" and ", inputs.Select(i => $"'{VisibleText.Of(scope.Document.Inputs[i].Name)}'"));

    private static Func<int, bool> Remembered(Func<int, bool> ask, int count)
    {
        IReadOnlyList<bool> answers = Enumerable.Range(0, count).Select(ask).ToArray();
        return condition => answers[condition];
    }
}
