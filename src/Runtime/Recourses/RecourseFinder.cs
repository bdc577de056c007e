using System;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Recourses;

/// <summary>
/// Finds the nearest change of a row's actionable inputs that changes the decision, and proves that none is nearer. Generated code gives
/// the same answers and certificates. An instance is immutable and may be shared by threads.
/// </summary>
public sealed class RecourseFinder
{
    private readonly RecourseTables _tables;
    private readonly RowAcceptance _acceptance;

    /// <summary>Prepares a document.</summary>
    /// <param name="document">A valid document.</param>
    /// <exception cref="RuleCompilerException">No input can change, or the rules are too many.</exception>
    public RecourseFinder(RuleDocument document)
    {
        if (!RecourseLayout.CanChange(document))
        {
            throw new RuleCompilerException(
                "No input of the document can change: write \"actionable\": \"up\", \"down\" or \"both\" where a person can change one, "
                    + "and a \"step\" for a number.");
        }

        Document = document;
        var layout = new RecourseLayout(document);
        if (!layout.AreSumsFinite)
            throw new RuleCompilerException("The numbers of the rules are so large that their sums are not finite.");
        _tables = layout.ToTables();
        _acceptance = new RowAcceptance(document.Inputs);
    }

    /// <summary>The document.</summary>
    public RuleDocument Document { get; }

    /// <summary>What a change costs where nothing else is said.</summary>
    /// <param name="input">The position of an input.</param>
    /// <returns>
    /// Millionths: for a step of a number its share of the range, for another category 1,000,000, for a place in the order of n categories
    /// 1,000,000 / (n − 1), rounded, and at least 1.
    /// </returns>
    public static long DefaultCost(Input input) => RecourseLayout.CostOf(input);

    /// <summary>Finds the nearest change that leads to another decision.</summary>
    /// <param name="row">One value per input, as for <see cref="RuleEvaluator.Evaluate(double[])"/>.</param>
    /// <returns>The change, or that there is none.</returns>
    /// <exception cref="InputRefusedException">A value is refused.</exception>
    /// <exception cref="RuleCompilerException">The rules answer with values, so that it has to be said what is wanted.</exception>
    public RecourseAnswer Find(double[] row) => Find(row, RecourseOptions.Default);

    /// <summary>Finds the nearest change that leads to what is wanted.</summary>
    /// <param name="row">One value per input, as for <see cref="RuleEvaluator.Evaluate(double[])"/>.</param>
    /// <param name="options">What is wanted, and what it may cost.</param>
    /// <returns>The change, or that there is none.</returns>
    /// <exception cref="InputRefusedException">A value is refused.</exception>
    /// <exception cref="RuleCompilerException">
    /// The options name what is not there, or the row's values in a side condition are no quantities or have more than 15 digits.
    /// </exception>
    public RecourseAnswer Find(double[] row, RecourseOptions options)
    {
        var accepted = _acceptance.Accept(row);
        try
        {
            return RecourseSearch.Find(_tables, row, accepted, options);
        }
        catch (ArgumentException e)
        {
            throw new RuleCompilerException(VisibleText.Of(e.Message), e);
        }
    }
}
