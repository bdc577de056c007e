using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>How many rows of a table two documents answer differently, each reading the table in its own way.</summary>
public sealed class ComparedRows
{
    private readonly Dictionary<(int Old, int New, string? Output, string? OldLabel, string? NewLabel), long> _answers = [];
    private readonly Dictionary<(int Old, int New), long> _scores = [];

    private ComparedRows()
    {
    }

    /// <summary>The rows of the table.</summary>
    public long Rows { get; private set; }

    /// <summary>Those that both documents refuse.</summary>
    public long RefusedByBoth { get; private set; }

    /// <summary>Those that the old document refuses and the new one answers.</summary>
    public long RefusedByOld { get; private set; }

    /// <summary>Those that the new document refuses and the old one answers.</summary>
    public long RefusedByNew { get; private set; }

    /// <summary>Those that both answer, with different answers.</summary>
    public long Differing { get; private set; }

    /// <summary>Counts the rows of a table.</summary>
    /// <param name="path">The table. An input that is renamed is found under either of its names.</param>
    /// <param name="table">How to read it.</param>
    /// <param name="old">The old document.</param>
    /// <param name="new">The new document.</param>
    /// <param name="renames">Inputs that have another name in the new document.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="InputFileException">The table cannot be read, or lacks columns.</exception>
    public static ComparedRows Count(
        string path,
        TableOptions table,
        RuleDocument old,
        RuleDocument @new,
        IReadOnlyList<RenamedInput> renames,
        CancellationToken cancellation)
    {
        var columns = TableReader.Names(path, table);
        var outputs = MatchedOutputs.Of(old, @new);
        var questions = Question.Of(old, @new, outputs);
        var counts = new ComparedRows();
        var (before, after) = (new RuleEvaluator(old), new RuleEvaluator(@new));
        using var oldRows = PointReader.Open(path, table, Named(old, columns, renames.ToDictionary(r => r.Old, r => r.New)));
        using var newRows = PointReader.Open(path, table, Named(@new, columns, renames.ToDictionary(r => r.New, r => r.Old)));
        while (oldRows.Read(out var oldProblem) & newRows.Read(out var newProblem))
        {
            cancellation.ThrowIfCancellationRequested();
            counts.Rows++;
            var o = oldProblem is null ? Answer(before, oldRows) : null;
            var n = newProblem is null ? Answer(after, newRows) : null;
            if (o is null || n is null)
                counts.AddRefused(o is null, n is null);
            else
                counts.Add(before, o, after, n, outputs, questions);
        }

        return counts;
    }

    /// <summary>The rows of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="isScore">Whether it is one where outputs are compared, or values are the answers.</param>
    /// <returns>How many rows are answered so, in doubles.</returns>
    public long Of(ChangedCell cell, bool isScore) => isScore
        ? _scores.GetValueOrDefault((cell.OldRule, cell.NewRule))
        : _answers.GetValueOrDefault((cell.OldRule, cell.NewRule, cell.Output, cell.OldAnswer, cell.NewAnswer));

    // The column that is there.
    private static RuleDocument Named(
        RuleDocument document, IReadOnlyList<string> columns, Dictionary<string, string> others) => document with
        {
            Inputs = document.Inputs.Select(i => !columns.Contains(i.Name) && others.TryGetValue(i.Name, out var other)
                && columns.Contains(other)
                ? i with { Name = other }
                : i).ToEquatableArray(),
        };

    private static Outcome? Answer(RuleEvaluator evaluator, PointReader rows)
    {
        try
        {
            return evaluator.Evaluate(rows.Point);
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }

    private void AddRefused(bool byOld, bool byNew)
    {
        if (byOld && byNew)
            RefusedByBoth++;
        else if (byOld)
            RefusedByOld++;
        else
            RefusedByNew++;
    }

    private void Add(
        RuleEvaluator before, Outcome old, RuleEvaluator after, Outcome @new, MatchedOutputs outputs, IReadOnlyList<Question>? questions)
    {
        var pair = (before.Document.Rules[old.RuleIndex].Id, after.Document.Rules[@new.RuleIndex].Id);
        var isScore = outputs.Pairs.Any(p => !old.Outputs[p.Old].Equals(@new.Outputs[p.New]));
        if (isScore)
            _scores[pair] = _scores.GetValueOrDefault(pair) + 1;
        var isAnswer = questions is null || (isScore && questions.Count == 0);
        foreach (var question in questions ?? [])
        {
            var (from, to) = (
                question.OldLabel(before.LabelsFor(old.Outputs)), question.NewLabel(after.LabelsFor(@new.Outputs)));
            if (string.Equals(from, to, StringComparison.Ordinal))
                continue;
            var key = (pair.Item1, pair.Item2, question.Name, from, to);
            _answers[key] = _answers.GetValueOrDefault(key) + 1;
            isAnswer = true;
        }

        Differing += isAnswer ? 1 : 0;
    }
}
