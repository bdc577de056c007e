using System.Linq;
using System.Threading;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>
/// Compares two rule documents exactly: written digits are the numbers, over all rows inside the hull of both documents' ranges, special
/// and missing values and categories included. What is not found is proved not to be there.
/// </summary>
public static class DocumentComparison
{
    /// <summary>Compares two documents.</summary>
    /// <param name="old">The old document.</param>
    /// <param name="new">The new document.</param>
    /// <param name="options">How they are compared; null for the usual way.</param>
    /// <param name="limit">How much work it may take; null as much as it takes.</param>
    /// <param name="cancellation">Ends the comparison.</param>
    /// <returns>How they differ; the same on every machine.</returns>
    /// <exception cref="RuleCompilerException">A rename names an input that is not there.</exception>
    /// <exception cref="System.OperationCanceledException">The comparison was cancelled.</exception>
    public static DocumentDifference Compare(
        RuleDocument old,
        RuleDocument @new,
        ComparisonOptions? options = null,
        ProofLimit? limit = null,
        CancellationToken cancellation = default)
    {
        options ??= ComparisonOptions.Default;
        var alignment = Alignment.Of(old, @new, options.Renames);
        var outputs = MatchedOutputs.Of(old, @new);
        var isSame = SameArithmetic.Holds(old, @new, alignment, outputs);
        var difference = new DocumentDifference(DifferenceClass.Text)
        {
            Inputs = alignment.Changes.ToEquatableArray(),
            Outputs = OutputChanges.Of(old, @new, outputs).ToEquatableArray(),
            Texts = new TextChanges(old, @new, alignment, outputs).All(isSame).ToEquatableArray(),
        };
        if (isSame)
        {
            var isEqual = options.Renames.Count == 0 && TextChanges.AreNone(old, @new);
            return isEqual ? difference with { Class = DifferenceClass.Equal } : difference;
        }

        if (!alignment.HasRows || Question.Of(old, @new, outputs) is not { } questions)
            return difference with { Class = DifferenceClass.Decisions };
        var work = new ProofWork(limit ?? ProofLimit.None, cancellation);
        var found = new AlignedComparison(old, @new, alignment, outputs, questions, work).Compare(difference, options, cancellation);
        return alignment.Changes.Any(c => c.Refuses) ? found with { Class = DifferenceClass.Decisions } : found;
    }
}
