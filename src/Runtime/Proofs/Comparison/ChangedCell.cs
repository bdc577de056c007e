using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>Rows that one rule of the old document and one of the new document answer differently.</summary>
public sealed record ChangedCell
{
    internal ChangedCell(int oldRule, int newRule, string oldAnswer, string newAnswer, ShownRow witness) =>
        (OldRule, NewRule, OldAnswer, NewAnswer, Witness) = (oldRule, newRule, oldAnswer, newAnswer, witness);

    /// <summary>The number of the old rule.</summary>
    public int OldRule { get; }

    /// <summary>The number of the new rule.</summary>
    public int NewRule { get; }

    /// <summary>The output that is asked, where each has labels of its own; else null.</summary>
    public string? Output { get; init; }

    /// <summary>The old label; where values are compared, the old outputs at the witness.</summary>
    public string OldAnswer { get; }

    /// <summary>The new label; where values are compared, the new outputs at the witness.</summary>
    public string NewAnswer { get; }

    /// <summary>
    /// What the inputs can be, those that are narrower than their ranges, in words. The cell lies inside of them, and need not fill them.
    /// </summary>
    public EquatableArray<string> Limits { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The conditions of both rules, those that go without saying left out, in the words of the describer.</summary>
    public EquatableArray<string> Conditions { get; init; } = EquatableArray<string>.Empty;

    /// <summary>A row that shows it.</summary>
    public ShownRow Witness { get; }

    /// <summary>The share of the measured points that are answered so, in doubles; null where it was not measured.</summary>
    public double? Share { get; init; }

    /// <summary>The largest change of an output in the cell; null where the outputs of the two documents are not comparable.</summary>
    public ChangeBound? LargestChange { get; init; }

    /// <summary>The largest change of a probability; null where scores say nothing of one.</summary>
    public ChangeBound? ProbabilityChange { get; init; }
}

/// <summary>A row of both documents.</summary>
public sealed record ShownRow
{
    internal ShownRow(Witness exact, EquatableArray<NamedValue> values, bool isThin) => (Exact, Values, IsThin) = (exact, values, isThin);

    /// <summary>The row exactly, over the inputs of both documents in the order of <see cref="Values"/>, and in words.</summary>
    public Witness Exact { get; }

    /// <summary>
    /// The row in doubles: of each input of the two documents its value, as <see cref="RuleEvaluator"/> takes it under that name.
    /// </summary>
    public EquatableArray<NamedValue> Values { get; }

    /// <summary>
    /// Whether the doubles next to the exact row do not show the difference: it is thinner than doubles are dense, or hidden by rounding.
    /// </summary>
    public bool IsThin { get; }
}

/// <summary>A value under the name of its input.</summary>
/// <param name="Input">The name, as the new document has it; as the old one does where only that has the input.</param>
/// <param name="Value">The value.</param>
public sealed record NamedValue(string Input, RowValue Value);
