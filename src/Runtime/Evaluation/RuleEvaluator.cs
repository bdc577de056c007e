using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Evaluation;

/// <summary>Evaluates a rule document: the reference that generated code agrees with to the last bit.</summary>
/// <remarks>
/// IEEE double; an expression is its bias, to which each term is added in the order of the inputs, then each adjustment in the order of the
/// conditions, one multiplication and one addition each, nothing fused; an output is its common part plus what its rule adds; the tree is
/// descended by e(x) &lt; 0. An instance is immutable and may be shared by threads.
/// </remarks>
public sealed class RuleEvaluator
{
    private readonly RowAcceptance _acceptance;
    private readonly Explanation.Tables _program;
    private readonly Lazy<Explanation.Tables> _explanation;
    private readonly Lazy<NamedRows> _namedRows;

    /// <summary>Prepares a document for evaluation.</summary>
    /// <param name="document">A valid document.</param>
    public RuleEvaluator(RuleDocument document)
    {
        Document = document;
        _acceptance = new RowAcceptance(document.Inputs);
        var layout = new RuleLayout(document);
        _program = layout.ToTables(string.Empty);
        _explanation = new(
            () => layout.ToTables(new RuleDescriber(document).All(RuleLayout.MaxTextLength)), LazyThreadSafetyMode.ExecutionAndPublication);
        _namedRows = new(() => new NamedRows(document.Inputs), LazyThreadSafetyMode.ExecutionAndPublication);
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
        var at = new Explanation.Tables.Row(_program, _acceptance.Accept(row));
        var rule = at.Rule();
        var outputs = new double[Document.Outputs.Count];
        for (var k = 0; k < outputs.Length; k++)
            outputs[k] = at.Output(rule, k);
        return new Outcome(rule, outputs);
    }

    /// <summary>Finds the rule that fires for values with names, and the values of its outputs.</summary>
    /// <param name="values">One value per input, as for <see cref="RowOf"/>.</param>
    /// <returns>The rule and its outputs.</returns>
    /// <exception cref="RuleCompilerException">As for <see cref="RowOf"/> and <see cref="Evaluate(double[])"/>.</exception>
    public Outcome Evaluate(IReadOnlyDictionary<string, RowValue> values) => Evaluate(RowOf(values));

    /// <summary>Values with names as a row by position, which every method here takes.</summary>
    /// <param name="values">
    /// One value for the name of each input, in any order: a number; for a category its text as data have it, or the number that it is.
    /// </param>
    /// <returns>
    /// One value per input: the number, or the position of the category; NaN or −1 for <see cref="RowValue.Missing"/>, unless one of the
    /// categories stands for that.
    /// </returns>
    /// <exception cref="RuleCompilerException">A name is that of no input, or an input has no value.</exception>
    /// <exception cref="InputRefusedException">
    /// A value is a text where a number belongs, or the other way round; or no category.
    /// </exception>
    public double[] RowOf(IReadOnlyDictionary<string, RowValue> values) => _namedRows.Value.ByPosition(values);

    /// <summary>Finds the rule that fires, and why it answers as it does.</summary>
    /// <param name="row">One value per input, as for <see cref="Evaluate(double[])"/>.</param>
    /// <returns>The explanation; the same numbers as those of generated code.</returns>
    /// <exception cref="InputRefusedException">As for <see cref="Evaluate(double[])"/>.</exception>
    public Explanation Explain(double[] row) => Explanation.Of(_explanation.Value, row, _acceptance.Accept(row));

    /// <summary>Finds the rule that fires, and why it answers as it does and not as for another row.</summary>
    /// <param name="row">One value per input, as for <see cref="Evaluate(double[])"/>.</param>
    /// <param name="reference">The other row, which <see cref="Explanation.Shares"/> are measured from.</param>
    /// <param name="name">What it is called in the explanation.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="InputRefusedException">As for <see cref="Evaluate(double[])"/>, of either row.</exception>
    public Explanation Explain(double[] row, double[] reference, string name) =>
        Explanation.Of(
            _explanation.Value,
            row,
            _acceptance.Accept(row),
            new Explanation.Tables.Origin(_explanation.Value, VisibleText.Of(name), _acceptance.Accept(reference)));

    /// <summary>Finds the rule that fires for values with names, and why it answers as it does.</summary>
    /// <param name="values">One value per input, as for <see cref="RowOf"/>.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="RuleCompilerException">As for <see cref="RowOf"/> and <see cref="Evaluate(double[])"/>.</exception>
    public Explanation Explain(IReadOnlyDictionary<string, RowValue> values) => Explain(RowOf(values));

    /// <summary>Gives the principal reasons for a decision, from the reference that the document names as its default.</summary>
    /// <param name="row">One value per input, as for <see cref="Evaluate(double[])"/>.</param>
    /// <param name="output">The output; where outputs are compared there is no choice, and it is 0.</param>
    /// <param name="atMost">How many at most.</param>
    /// <returns>
    /// The reasons, the largest share first, the same as those of generated code; none where nothing goes towards the decision.
    /// </returns>
    /// <exception cref="RuleCompilerException">The document has no default reference.</exception>
    /// <exception cref="InputRefusedException">As for <see cref="Evaluate(double[])"/>.</exception>
    public IReadOnlyList<Explanation.PrincipalReason> Reasons(double[] row, int output = 0, int atMost = Explanation.Tables.UsualReasons) =>
        ReasonsFrom(
            _program.DefaultReference >= 0 ? _program.Origins[_program.DefaultReference] : throw new RuleCompilerException(
                "The document names no reference by default, and reasons are measured from one: give 'references' to the document, one of "
                    + "them with \"default\": true, or a row to measure from."),
            row,
            output,
            atMost);

    /// <summary>Gives the principal reasons for a decision, from a reference that the document names.</summary>
    /// <param name="row">One value per input, as for <see cref="Evaluate(double[])"/>.</param>
    /// <param name="reference">The name of the reference.</param>
    /// <param name="output">The output; where outputs are compared there is no choice, and it is 0.</param>
    /// <param name="atMost">How many at most.</param>
    /// <returns>The reasons, the largest share first.</returns>
    /// <exception cref="RuleCompilerException">The document has no reference of this name.</exception>
    /// <exception cref="InputRefusedException">As for <see cref="Evaluate(double[])"/>.</exception>
    public IReadOnlyList<Explanation.PrincipalReason> Reasons(
        double[] row, string reference, int output = 0, int atMost = Explanation.Tables.UsualReasons)
    {
        var position = Document.References.TakeWhile(r => r.Name != reference).Count();
        return position < Document.References.Count
            ? ReasonsFrom(_program.Origins[position], row, output, atMost)
            : throw new RuleCompilerException(
                $"The document has no reference '{VisibleText.Of(reference)}'; "
                    + (NearNames.Nearest(reference, Document.References.Select(r => r.Name)) is { } near
                        ? $"did you mean '{VisibleText.Of(near)}'?"
                        : "give one that it names under 'references', or a row to measure from."));
    }

    /// <summary>Gives the principal reasons for a decision, from any row.</summary>
    /// <param name="row">One value per input, as for <see cref="Evaluate(double[])"/>.</param>
    /// <param name="reference">The row that reasons are measured from.</param>
    /// <param name="output">The output; where outputs are compared there is no choice, and it is 0.</param>
    /// <param name="atMost">How many at most.</param>
    /// <returns>The reasons, the largest share first.</returns>
    /// <exception cref="InputRefusedException">As for <see cref="Evaluate(double[])"/>, of either row.</exception>
    public IReadOnlyList<Explanation.PrincipalReason> Reasons(
        double[] row, double[] reference, int output = 0, int atMost = Explanation.Tables.UsualReasons) =>
        ReasonsFrom(
            new Explanation.Tables.Origin(_program, string.Empty, _acceptance.Accept(reference)), row, output, atMost);

    private IReadOnlyList<Explanation.PrincipalReason> ReasonsFrom(
        Explanation.Tables.Origin reference, double[] row, int output, int atMost)
    {
        if (output < 0 || output >= Document.ScoreCount)
            throw new ArgumentOutOfRangeException(nameof(output), output, "There is no such score.");
        if (atMost < 0)
            throw new ArgumentOutOfRangeException(nameof(atMost), atMost, "The number of reasons is below 0.");
        return Array.AsReadOnly(_program.Reasons(reference, _acceptance.Accept(row), output, Math.Min(atMost, row.Length)));
    }

    /// <summary>The probabilities that outputs stand for.</summary>
    /// <param name="outputs">One value per output.</param>
    /// <returns>
    /// One per output: of its label (argmax), or of its label at or above the threshold. Logits go through the logistic function, or
    /// softmax for argmax; probabilities are clamped to [0, 1]. Empty where the scores are plain.
    /// </returns>
    public double[] Probabilities(double[] outputs) =>
        Explanation.Tables.Probabilities(outputs, RuleLayout.KindOf(Document.Decision.Scores), Document.Decision.ComparesOutputs);

    /// <summary>The value of a condition's expression e(x).</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <param name="row">One value per input, as for <see cref="Evaluate(double[])"/>.</param>
    /// <returns>e(x).</returns>
    /// <exception cref="InputRefusedException">As for <see cref="Evaluate(double[])"/>.</exception>
    public double EvaluateCondition(int condition, double[] row) =>
        new Explanation.Tables.Row(_program, _acceptance.Accept(row)).Condition(condition);

    /// <summary>The class that outputs stand for.</summary>
    /// <param name="outputs">One value per output.</param>
    /// <returns>
    /// Argmax: the position of the label. Threshold: bit k is set when output k is at or above its threshold, so 0 or 1 for one output.
    /// </returns>
    /// <exception cref="InvalidOperationException">The document's decision is a value, not a class.</exception>
    public int Classify(double[] outputs) => Document.Decision.Classify(outputs);

    /// <summary>The labels that outputs stand for.</summary>
    /// <param name="outputs">One value per output.</param>
    /// <returns>Argmax: the label of the largest output. Threshold: one label per output. Value: none.</returns>
    public EquatableArray<string> LabelsFor(double[] outputs) => Document.Decision.LabelsFor(outputs);
}
