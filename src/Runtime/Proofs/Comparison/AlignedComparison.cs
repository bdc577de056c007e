using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>The comparison of two documents over the rows that both take.</summary>
internal sealed class AlignedComparison
{
    private readonly Alignment _alignment;
    private readonly RowDomain _domain;
    private readonly MatchedOutputs _outputs;
    private readonly IReadOnlyList<Question> _questions;
    private readonly ProofWork _work;
    private readonly bool _isSameDecision;
    private readonly (AlignedDocument Document, CanonicalDocument Numbers) _old;
    private readonly (AlignedDocument Document, CanonicalDocument Numbers) _new;

    /// <summary>Prepares two documents.</summary>
    /// <param name="old">The old document.</param>
    /// <param name="new">The new document.</param>
    /// <param name="alignment">Their inputs.</param>
    /// <param name="outputs">Their outputs.</param>
    /// <param name="questions">The questions that both answer.</param>
    /// <param name="work">The work of the proof.</param>
    public AlignedComparison(
        RuleDocument old,
        RuleDocument @new,
        Alignment alignment,
        MatchedOutputs outputs,
        IReadOnlyList<Question> questions,
        ProofWork work)
    {
        (_alignment, _outputs, _questions, _work) = (alignment, outputs, questions, work);
        _domain = alignment.Domain;
        _isSameDecision = SameArithmetic.IsSameDecision(old.Decision, @new.Decision, outputs);
        var interned = new Interned();
        (AlignedDocument, CanonicalDocument) Number(
            RuleDocument document, System.Func<AlignedInput, InputSide?> side, IEnumerable<int> positions, int decision)
        {
            var aligned = new AlignedDocument(document, alignment.Inputs, side, _domain, work);
            return (aligned, new CanonicalDocument(aligned, interned, positions.ToArray(), decision));
        }

        // Where the decisions differ, or an output is in one document alone, no rules are the same by what their outputs are.
        var isComparable = _isSameDecision && outputs.IsWhole;
        _old = Number(old, i => i.Old, outputs.Pairs.Select(p => p.Old), 0);
        _new = Number(@new, i => i.New, outputs.Pairs.Select(p => p.New), isComparable ? 0 : 1);
    }

    /// <summary>Compares them.</summary>
    /// <param name="difference">What is known already.</param>
    /// <param name="options">How they are compared.</param>
    /// <param name="cancellation">Ends the comparison.</param>
    public DocumentDifference Compare(DocumentDifference difference, ComparisonOptions options, CancellationToken cancellation)
    {
        var trees = new TreePairs(_old, _new, _work);
        var pairs = new PairComparison(
            _domain,
            _work,
            _outputs,
            _questions,
            new RuleCases(_old.Document, _old.Numbers),
            new RuleCases(_new.Document, _new.Numbers),
            _isSameDecision);
        var isCut = false;
        foreach (var pair in trees.Differing())
        {
            isCut = pairs.Decisions.Keys.Count + pairs.Scores.Keys.Count >= options.MaxCells;
            if (isCut)
                break;
            pairs.Compare(pair);
        }

        difference = difference with
        {
            Class = ClassOf(pairs),
            Undecided = isCut ? $"there are more than {options.MaxCells} cells"
                : trees.IsComplete ? pairs.Undecided : RowVerdict.OutOfWork.Reason,
        };
        if (difference is { Class: DifferenceClass.Arithmetic, IsDecided: true })
            return difference with { RoundingDifference = RoundingDifference() };
        return Describe(difference, pairs, options, cancellation);
    }

    private DifferenceClass ClassOf(PairComparison pairs)
    {
        var areValues = _questions.Count == 0;
        if (pairs.Decisions.Keys.Count > 0 || (areValues && pairs.Scores.Keys.Count > 0))
            return DifferenceClass.Decisions;
        // Of outputs that only one document has nothing is compared; and the same scores say something else.
        var isOtherScore = !_outputs.IsWhole || _old.Document.Document.Decision.Scores != _new.Document.Document.Decision.Scores;
        return pairs.Scores.Keys.Count > 0 || isOtherScore ? DifferenceClass.Scores : DifferenceClass.Arithmetic;
    }

    private DocumentDifference Describe(
        DocumentDifference difference, PairComparison pairs, ComparisonOptions options, CancellationToken cancellation)
    {
        var description = new CellDescription(_old, _new, _domain, _work, _outputs, _questions);
        var isMeasured = options.Points > 0 && pairs.Decisions.Keys.Count + pairs.Scores.Keys.Count > 0;
        var shares = isMeasured ? MeasuredShares.Of(_domain, options.Points, description.Differences, cancellation) : null;
        EquatableArray<ChangedCell> Cells(FoundCells found) => description.Describe(found, options.SearchedCells, key => shares?[key]);
        var (answers, scores) = _questions.Count == 0 ? (pairs.Scores, new FoundCells()) : (pairs.Decisions, pairs.Scores);
        return difference with
        {
            Cells = Cells(answers),
            ScoreCells = Cells(scores),
            Share = shares?.Share,
            Points = shares?.Points ?? 0,
        };
    }

    // Both are as near to the same exact values as their bounds say.
    private double RoundingDifference()
    {
        var (old, @new) = (Bound(_old.Document, i => i.Old), Bound(_new.Document, i => i.New));
        return _outputs.Pairs.Max(p => Largest(_old.Document, old, p.Old) + Largest(_new.Document, @new, p.New));
    }

    private RoundingBound Bound(AlignedDocument document, System.Func<AlignedInput, InputSide?> side)
    {
        var farthest = new double[document.Document.Inputs.Count];
        foreach (var input in _alignment.Inputs)
        {
            if (side(input) is not { } own)
                continue;
            var quantities = own.Choices.Where(c => c.Choice < 0).Select(c => System.Math.Abs(c.Quantity.Value));
            farthest[own.Position] = input.Input.Match(
                number => quantities.Append(RoundingBound.FarthestOf(number)).Max(), _ => 0);
        }

        return new RoundingBound(document.Document, i => farthest[i]);
    }

    private static double Largest(AlignedDocument document, RoundingBound bound, int output) =>
        document.Rules.Max(r => bound.Of(r.Position, output));
}
