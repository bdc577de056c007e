using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>Makes what people are shown of the cells that were found: limits, a row, the largest change.</summary>
internal sealed class CellDescription
{
    private readonly AlignedDocument _old;
    private readonly AlignedDocument _new;
    private readonly RowDomain _domain;
    private readonly ProofWork _work;
    private readonly MatchedOutputs _outputs;
    private readonly IReadOnlyList<Question> _questions;
    private readonly CellConditions _conditions;
    private readonly ChangeSearch _changes;
    private readonly ShownRows _rows;

    /// <summary>Prepares two documents.</summary>
    /// <param name="old">The old document, and its numbers.</param>
    /// <param name="new">The new document, and its numbers.</param>
    /// <param name="domain">The rows of both.</param>
    /// <param name="work">The work of the proof.</param>
    /// <param name="outputs">The outputs of both.</param>
    /// <param name="questions">The questions that both answer.</param>
    public CellDescription(
        (AlignedDocument Document, CanonicalDocument Numbers) old,
        (AlignedDocument Document, CanonicalDocument Numbers) @new,
        RowDomain domain,
        ProofWork work,
        MatchedOutputs outputs,
        IReadOnlyList<Question> questions)
    {
        (_old, _new, _domain, _work, _outputs, _questions) = (old.Document, @new.Document, domain, work, outputs, questions);
        _conditions = new CellConditions(old, @new);
        _changes = new ChangeSearch(domain, work, outputs, old.Document.Document, @new.Document.Document);
        _rows = new ShownRows(old.Document, @new.Document, domain);
    }

    /// <summary>The cells, by the numbers of their rules.</summary>
    /// <param name="cells">What was found.</param>
    /// <param name="searched">For how many of them the largest change is searched for.</param>
    /// <param name="share">The measured share of a cell; null where it was not measured.</param>
    public EquatableArray<ChangedCell> Describe(FoundCells cells, int searched, Func<CellKey, double?> share) =>
        cells.Ordered(_old.Rules, _new.Rules).Select((key, n) => Describe(key, cells[key], n < searched, share(key))).ToEquatableArray();

    /// <summary>The cells that a row in doubles is in.</summary>
    /// <param name="row">One value per input of both.</param>
    public DifferentRow Differences(double[] row)
    {
        var answers = _rows.Evaluate(row);
        var pair = new RulePair(answers.Old.RuleIndex, answers.New.RuleIndex);
        var cells = new List<CellKey>();
        for (var q = 0; q < _questions.Count; q++)
        {
            var (before, after) = Labels(answers, _questions[q]);
            if (before != after)
                cells.Add(new CellKey(pair, q, before, after));
        }

        var isAnswer = cells.Count > 0;
        if (_outputs.Pairs.Any(p => !answers.Old.Outputs[p.Old].Equals(answers.New.Outputs[p.New])))
        {
            cells.Add(new CellKey(pair, -1, null, null));
            isAnswer |= _questions.Count == 0;
        }

        return new DifferentRow(cells, isAnswer);
    }

    private ChangedCell Describe(CellKey key, IReadOnlyList<CellPart> parts, bool isSearched, double? share)
    {
        var question = key.Question < 0 ? null : _questions[key.Question];
        var change = _changes.Of(parts, question?.OldOutput, isSearched);
        // Where labels differ a row in the midst of the cell says most; where outputs do, the one where they differ most.
        IEnumerable<ExactRow> inside = isSearched ? parts.Select(p => Inside(p.Sides)).OfType<ExactRow>() : [];
        var rows = (question is null ? change.Rows.Concat(inside) : inside.Concat(change.Rows)).Append(parts[0].Row).ToArray();
        var sides = parts.FirstOrDefault(p => p.Sides.All(s => s.Holds(rows[0])))?.Sides ?? parts[0].Sides;
        var (row, answers) = _rows.Choose(rows, sides, a => Shows(key, question, a));
        return new ChangedCell(
            _old.Rules[key.Pair.Old].Id,
            _new.Rules[key.Pair.New].Id,
            key.OldLabel ?? Text(_old, answers.Old),
            key.NewLabel ?? Text(_new, answers.New),
            row)
        {
            Output = question?.Name,
            Limits = CellLimits.Of(_domain, parts).ToEquatableArray(),
            Conditions = _conditions.Of(key.Pair).ToEquatableArray(),
            Share = share,
            LargestChange = change.Score,
            ProbabilityChange = change.Probability is { } probability
                ? probability with { Reached = Probability(change.Rows.Append(parts[0].Row), question) }
                : null,
        };
    }

    private bool Shows(CellKey key, Question? question, BothAnswers answers) => question is null
        ? _outputs.Pairs.Any(p => !answers.Old.Outputs[p.Old].Equals(answers.New.Outputs[p.New]))
        : Labels(answers, question) == (key.OldLabel!, key.NewLabel!);

    private (string Old, string New) Labels(BothAnswers answers, Question question) => (
        question.OldLabel(_old.Evaluator.LabelsFor(answers.Old.Outputs)), question.NewLabel(_new.Evaluator.LabelsFor(answers.New.Outputs)));

    // Of classes the labels, else the outputs.
    private static string Text(AlignedDocument document, Outcome outcome)
    {
        var labels = document.Evaluator.LabelsFor(outcome.Outputs);
        if (labels.Count > 0)
            return string.Join(", ", labels);
        return string.Join(", ", outcome.Outputs.Select((value, k) => (document.Document.Outputs.Count > 1
            ? VisibleText.Of(document.Document.Outputs[k].Name) + " = "
            : string.Empty) + Shown(value)));
    }

    private static string Shown(double value) => double.IsNaN(value) || double.IsInfinity(value)
        ? value.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : Number.From(value).Text;

    private ExactRow? Inside(SumSide[] sides) => _work.Ask(new RowClaim(_domain, sides, CellQuestion.Interior)).Witness;

    private double? Probability(IEnumerable<ExactRow> rows, Question? question) => rows.Select(row =>
    {
        var answers = _rows.Evaluate(RowWords.ToWitness(_domain, row).Row);
        var (before, after) = (_old.Evaluator.Probabilities(answers.Old.Outputs), _new.Evaluator.Probabilities(answers.New.Outputs));
        return _outputs.Pairs.Where(p => question?.OldOutput is null || question.OldOutput == p.Old)
            .Select(p => Math.Abs(after[p.New] - before[p.Old])).Max();
    }).Max();
}
