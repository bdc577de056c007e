// This file, its siblings Explanation.*.cs and Exponential.cs are also what generated classes explain with: the generator pastes what
// follows the namespace into them. So they are C# 7.3, take nothing but the base library, name its types in full, and use no null.
namespace RuleCompiler.Evaluation;

/// <summary>
/// Why one row is answered as it is: the rule that holds, what each input adds and contributes, and how far the answer is from another.
/// </summary>
/// <remarks>
/// <para>
/// An expression of a rule or a condition is v = bias + ŵ·x, where ŵ are its <i>switched weights</i>. A category is one feature for each
/// of its levels, 1 for the level of the row and 0 for the others, and all its levels' weights belong to ŵ.
/// </para>
/// <para>
/// Its <i>centre</i> is the nearest point where v would be 0: c = x − (v / ŵ·ŵ) ŵ. The <i>contribution</i> of a feature j is
/// (x_j − c_j)·w_j = v·w_j² / (ŵ·ŵ), so the contributions of all inputs add up to v, the bias included. Where every weight is 0 the
/// centre is the row and every contribution is 0.
/// </para>
/// <para>
/// Distances are measured in the number inputs, each in units of its training range, with the categories held: v / √Σ(w_i·range_i)².
/// An input whose range has no width does not move.
/// </para>
/// <para>
/// What sets a row apart from others is not its contributions, whose proportions are those of every row of its rule, but its
/// <i>shares</i>: see <see cref="ScoreShares"/>.
/// </para>
/// <para>The numbers have the same bits on every machine, in the reference evaluator and in generated code.</para>
/// </remarks>
public sealed partial class Explanation
{
    private readonly Tables _tables;
    private readonly double[] _row;
    private readonly int _rule;

    private Explanation(Tables tables, double[] given, double[] row, ScoreShares[] shares)
    {
        _tables = tables;
        _row = row;
        var at = new Tables.Row(tables, row);
        var path = at.Path(out _rule);
        Rule = tables.RuleNumbers[_rule];

        var sides = new Tables.Local[path.Length];
        var conditions = new ConditionValue[path.Length];
        DistanceToOtherRule = double.PositiveInfinity;
        for (var p = 0; p < path.Length; p++)
        {
            sides[p] = Tables.Local.OfCondition(tables, at, path[p]);
            var value = at.Condition(path[p]);
            conditions[p] = new ConditionValue(tables.ConditionNumbers[path[p]], path[p], value, tables.Distance(sides[p], value));
            DistanceToOtherRule = global::System.Math.Min(DistanceToOtherRule, global::System.Math.Abs(conditions[p].Distance));
        }

        var scores = new double[tables.Outputs.Length];
        for (var k = 0; k < scores.Length; k++)
            scores[k] = at.Output(_rule, k);
        var probabilities = Tables.Probabilities(scores, tables.Scores, tables.Thresholds.Length == 0);
        var locals = new Tables.Local[scores.Length];
        var outputs = new OutputValue[scores.Length];
        for (var k = 0; k < outputs.Length; k++)
        {
            locals[k] = Tables.Local.OfOutput(tables, at, _rule, k);
            outputs[k] = tables.Explain(k, locals[k], row, scores[k], probabilities.Length == 0 ? double.NaN : probabilities[k]);
        }

        Class = tables.Classify(scores);
        Decision = tables.Text(Class);
        Probability = tables.Probability(Class, probabilities);
        var inside = tables.DistanceInside(locals, Class, scores);
        IsDistanceToDecisionExact = inside <= DistanceToOtherRule;
        DistanceToDecision = double.IsNaN(inside) || IsDistanceToDecisionExact ? inside : DistanceToOtherRule;

        var insens = tables.Insens(path, sides, at);
        var inputs = new InputValue[row.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = tables.Explain(i, given[i], row[i], insens[i]);
        Conditions = global::System.Array.AsReadOnly(conditions);
        Outputs = global::System.Array.AsReadOnly(outputs);
        Inputs = global::System.Array.AsReadOnly(inputs);
        Shares = global::System.Array.AsReadOnly(shares);
    }

    /// <summary>The number of the rule that holds.</summary>
    public int Rule { get; }

    /// <summary>The rule as text, the same as in the comments; empty where the text of all rules is too long to be kept.</summary>
    public string RuleText => _tables.RuleText(_rule);

    /// <summary>
    /// The class: the position of the label for the largest output, the bits of the outputs at or above their thresholds, −1 for a
    /// regression.
    /// </summary>
    public int Class { get; }

    /// <summary>
    /// The label as the rules' text shows it; that of each output for several bits, with commas between; empty for a regression.
    /// </summary>
    public string Decision { get; }

    /// <summary>
    /// The probability of the label at or above the threshold (one threshold), or of the label that is chosen (largest output). NaN for
    /// several bits, which have one each, and where scores do not stand for probabilities.
    /// </summary>
    public double Probability { get; }

    /// <summary>The values of the row, one per input, in order.</summary>
    public global::System.Collections.Generic.IReadOnlyList<InputValue> Inputs { get; }

    /// <summary>The outputs (scores) with what they are made of, in order.</summary>
    public global::System.Collections.Generic.IReadOnlyList<OutputValue> Outputs { get; }

    /// <summary>The conditions that were tested on the way to the rule, in this order.</summary>
    public global::System.Collections.Generic.IReadOnlyList<ConditionValue> Conditions { get; }

    /// <summary>
    /// The distance to the nearest other rule: the smallest distance to a condition, without sign; infinite where no number leads out, NaN
    /// where a curve bends on the way.
    /// </summary>
    public double DistanceToOtherRule { get; }

    /// <summary>
    /// The distance to the nearest change of the decision: to the threshold, or to where another output is the largest; NaN for a
    /// regression and where a curve bends on the way, infinite where no number changes it.
    /// </summary>
    public double DistanceToDecision { get; }

    /// <summary>
    /// Whether <c>DistanceToDecision</c> is exact: the decision changes inside the rule. Otherwise another rule is nearer, which may
    /// decide the same, and the distance to it is a lower bound. False for a regression.
    /// </summary>
    public bool IsDistanceToDecisionExact { get; }

    /// <summary>Explains one row.</summary>
    /// <param name="tables">The rules.</param>
    /// <param name="given">The values as they were given.</param>
    /// <param name="row">The values that count: none of them missing, infinite or undeclared.</param>
    /// <returns>The explanation.</returns>
    internal static Explanation Of(Tables tables, double[] given, double[] row)
    {
        return new Explanation(
            tables,
            given,
            row,
            tables.DefaultReference < 0
                ? global::System.Array.Empty<ScoreShares>()
                : tables.Shares(tables.Origins[tables.DefaultReference], row));
    }

    /// <summary>Explains one row by what sets it apart from another.</summary>
    /// <param name="tables">The rules.</param>
    /// <param name="given">The values as they were given.</param>
    /// <param name="row">The values that count.</param>
    /// <param name="from">The other row.</param>
    /// <returns>The explanation.</returns>
    internal static Explanation Of(Tables tables, double[] given, double[] row, Tables.Origin from)
    {
        return new Explanation(tables, given, row, tables.Shares(from, row));
    }
}
