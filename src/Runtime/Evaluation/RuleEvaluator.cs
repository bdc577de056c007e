using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Evaluation;

/// <summary>Evaluates a rule document: the reference that generated code agrees with to the last bit.</summary>
/// <remarks>
/// IEEE double; an expression is its bias, to which each term is added in the order of the inputs, one multiplication and one
/// addition each, nothing fused; the tree is descended by e(x) &lt; 0. An instance is immutable and may be shared by threads.
/// </remarks>
public sealed class RuleEvaluator
{
    private readonly CompiledExpression[] _conditions;
    private readonly CompiledExpression[][] _rules;
    private readonly TreeNode _tree;
    private readonly Lazy<Explanation.Tables> _explanation;

    /// <summary>Prepares a document for evaluation.</summary>
    /// <param name="document">A valid document.</param>
    public RuleEvaluator(RuleDocument document)
    {
        Document = document;
        _conditions = document.Conditions.Select(c => new CompiledExpression(c.Expression, document.Inputs)).ToArray();
        _rules = document.Rules.Select(r => r.Expressions.Select(e => new CompiledExpression(e, document.Inputs)).ToArray()).ToArray();
        _tree = document.Tree;
        _explanation = new(
            () => new ExplanationTables(document).ToTables(new RuleDescriber(document).All(ExplanationTables.MaxTextLength)),
            LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>The document that is evaluated.</summary>
    public RuleDocument Document { get; }

    /// <summary>Finds the rule that fires and the values of its outputs.</summary>
    /// <param name="row">
    /// One value per input: a number (NaN or a mark of the input where it is missing), or the position of a category (−1 for one that is
    /// not declared).
    /// </param>
    /// <returns>The rule and its outputs.</returns>
    /// <exception cref="InputRefusedException">
    /// A value is missing, infinite or undeclared and the input has nothing to put in its place.
    /// </exception>
    public Outcome Evaluate(double[] row)
    {
        var x = Accept(Document.Inputs, row);
        var rule = FindRule(x);
        return new Outcome(rule, _rules[rule].Select(e => e.Evaluate(x)).ToArray());
    }

    /// <summary>Finds the rule that fires, and why it answers as it does.</summary>
    /// <param name="row">One value per input, as for <see cref="Evaluate"/>.</param>
    /// <returns>The explanation; the same numbers as those of generated code.</returns>
    /// <exception cref="InputRefusedException">As for <see cref="Evaluate"/>.</exception>
    public Explanation Explain(double[] row) => Explanation.Of(_explanation.Value, row, Accept(Document.Inputs, row));

    /// <summary>The probabilities that outputs stand for.</summary>
    /// <param name="outputs">One value per output.</param>
    /// <returns>
    /// One per output: of its label (argmax), or of its label at or above the threshold. Logits go through the logistic function, or
    /// softmax for argmax; probabilities are clamped to [0, 1]. Empty where the scores are plain.
    /// </returns>
    public double[] Probabilities(double[] outputs) =>
        Explanation.Tables.Probabilities(outputs, ExplanationTables.KindOf(Document.Decision), Document.Decision is ArgmaxDecision);

    /// <summary>The value of a condition's expression e(x).</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <param name="row">One value per input, as for <see cref="Evaluate"/>.</param>
    /// <returns>e(x).</returns>
    /// <exception cref="InputRefusedException">As for <see cref="Evaluate"/>.</exception>
    public double EvaluateCondition(int condition, double[] row) => _conditions[condition].Evaluate(Accept(Document.Inputs, row));

    /// <summary>The class that outputs stand for.</summary>
    /// <param name="outputs">One value per output.</param>
    /// <returns>
    /// Argmax: the position of the label. Threshold: bit k is set when output k is at or above its threshold, so 0 or 1 for one output.
    /// </returns>
    /// <exception cref="InvalidOperationException">The document's decision is a value, not a class.</exception>
    public int Classify(double[] outputs)
    {
        switch (Document.Decision)
        {
            case ArgmaxDecision:
                return Argmax.Of(outputs);
            case ThresholdDecision threshold:
                var bits = 0;
                for (var k = 0; k < outputs.Length; k++)
                {
                    if (outputs[k] >= threshold.Bits[k].Threshold.Value)
                        bits |= 1 << k;
                }

                return bits;
            default:
                throw new InvalidOperationException("This rule system answers with values, not with classes.");
        }
    }

    private int FindRule(double[] x)
    {
        var node = _tree;
        while (node is Branch branch)
            node = _conditions[branch.Condition].Evaluate(x) < 0 ? branch.Negative : branch.Positive;
        return ((Leaf)node).Rule;
    }

    /// <summary>A row as rules take it: what is missing or undeclared is replaced, or refused.</summary>
    internal static double[] Accept(EquatableArray<Input> inputs, double[] row)
    {
        if (row.Length != inputs.Count)
            throw new ArgumentException($"The row has {row.Length} values; the rule system has {inputs.Count} inputs.", nameof(row));
        var accepted = new double[row.Length];
        for (var i = 0; i < row.Length; i++)
            accepted[i] = inputs[i] is NumberInput number ? AcceptNumber(number, row[i]) : AcceptCategory((CategoryInput)inputs[i], row[i]);
        return accepted;
    }

    private static double AcceptNumber(NumberInput input, double value)
    {
        if (double.IsInfinity(value))
            throw new InputRefusedException(input.Name, "is infinite");
        if (!input.IsMissing(value))
            return value;
        return input.Missing?.Value ?? throw new InputRefusedException(input.Name, "is missing, and the rules have no value that stands for a missing one");
    }

    private static double AcceptCategory(CategoryInput input, double value)
    {
        if (value >= 0 && value < input.Categories.Count && Math.Floor(value).Equals(value))
            return value;
        return input.Other ?? throw new InputRefusedException(input.Name, "is not one of the declared categories, and none of them stands for others");
    }
}
