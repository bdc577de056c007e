using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Explaining;

/// <summary>
/// Why rules answer one row as they do: the numbers of <see cref="RuleEvaluator.Explain(double[])"/>, and so of generated code.
/// </summary>
/// <param name="Evaluator">The rules.</param>
/// <param name="Explanation">The explanation.</param>
/// <param name="Shares">What sets each score apart from that of the reference that was asked for; empty where there is none.</param>
/// <param name="Notes">What a person should know: how the row differs from those of training, what is not set.</param>
public sealed record RowExplanation(
    RuleEvaluator Evaluator, Explanation Explanation, IReadOnlyList<Explanation.ScoreShares> Shares, IReadOnlyList<Note> Notes)
{
    /// <summary>The number of the row in its file, counted from 1; null where there is no file.</summary>
    public int? Row { get; private init; }

    /// <summary>The values that were set.</summary>
    public IReadOnlyList<SetValue> Set { get; private init; } = [];

    /// <summary>
    /// The principal reasons for what is decided by each score, in the order of <see cref="Shares"/>; null where nobody asked for reasons.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Explanation.PrincipalReason>>? Reasons { get; private init; }

    /// <summary>What the rules answer for the row as the file has it; null where nothing of it was set, or they refuse it so.</summary>
    public Outcome? AsInFile { get; private init; }

    /// <summary>Explains the answer of a rule document for one row.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="asked">Which row.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="InputFileException">The table cannot be read, lacks one of the rows, or has one that the rules refuse.</exception>
    /// <exception cref="RuleCompilerException">
    /// A value that is set is none, a value is not there, or there is no such reference, or none to measure reasons from.
    /// </exception>
    public static RowExplanation Compute(RuleDocument document, AskedRow asked, CancellationToken cancellation)
    {
        var evaluator = new RuleEvaluator(document);
        var reference = ReferenceChoice.Find(asked.Reference, document, asked.InFile is not null);
        var rows = RowsToExplain.Read(evaluator, asked, reference.Row, cancellation);
        var explanation = rows.Reference is { } from
            ? evaluator.Explain(rows.Point, from, FormattableString.Invariant($"row {reference.Row}"))
            : evaluator.Explain(rows.Point);
        var shares = reference.Name is { } name ? explanation.SharesFrom(VisibleText.Of(name)) : explanation.Shares;
        return new RowExplanation(evaluator, explanation, shares, [.. rows.Notes, .. new[] { reference.Note }.OfType<Note>()])
        {
            Row = asked.InFile?.Row,
            Set = rows.Set,
            AsInFile = rows.AsInFile,
            Reasons = asked.MostReasons is { } most ? ReasonsOf(shares, most) : null,
        };
    }

    private static Explanation.PrincipalReason[][] ReasonsOf(IReadOnlyList<Explanation.ScoreShares> shares, int most) => shares.Count > 0
        ? shares.Select(s => s.Reasons.Take(most).ToArray()).ToArray()
        : throw new RuleCompilerException(
            "reasons are measured from a reference, and the document names none by default; give a row of the file or a name with "
                + "--reference, or the document a default.");
}
