using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>A question that both documents answer with a label.</summary>
/// <param name="OldOutput">The position of the output that answers it in the old document; null where all of them together do.</param>
/// <param name="NewOutput">The same of the new document.</param>
/// <param name="Name">The name of the output, where there are several questions.</param>
internal sealed record Question(int? OldOutput, int? NewOutput, string? Name)
{
    /// <summary>The questions of two documents.</summary>
    /// <param name="old">The old document.</param>
    /// <param name="new">The new document.</param>
    /// <param name="outputs">The outputs of both.</param>
    /// <returns>None where outputs themselves are the answers; null where the answers of the two are of different kinds.</returns>
    public static IReadOnlyList<Question>? Of(RuleDocument old, RuleDocument @new, MatchedOutputs outputs)
    {
        if (!old.Decision.IsClass && !@new.Decision.IsClass)
            return outputs.IsWhole ? [] : null;
        if (!old.Decision.IsClass || !@new.Decision.IsClass)
            return null;
        if (IsSingle(old) && IsSingle(@new))
            return [new Question(null, null, null)];
        return !old.Decision.ComparesOutputs && !@new.Decision.ComparesOutputs && outputs.IsWhole
            ? outputs.Pairs.Select(p => new Question(p.Old, p.New, @new.Outputs[p.New].Name)).ToArray()
            : null;
    }

    /// <summary>The label among those of all outputs of the old document.</summary>
    public string OldLabel(IReadOnlyList<string> labels) => labels[OldOutput ?? 0];

    /// <summary>The label among those of all outputs of the new document.</summary>
    public string NewLabel(IReadOnlyList<string> labels) => labels[NewOutput ?? 0];

    private static bool IsSingle(RuleDocument document) => document.Decision.ComparesOutputs || document.Outputs.Count == 1;
}
