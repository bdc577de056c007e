using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Recourses;

/// <summary>
/// Checks certificates of <see cref="RecourseAnswer"/> in exact arithmetic. It knows nothing of the search: what inputs can change to, the
/// sums, their rounding errors and the bounds are calculated anew. An instance is immutable and may be shared by threads.
/// </summary>
public sealed class RecourseChecker
{
    private readonly RuleDocument _document;
    private readonly RuleEvaluator _evaluator;
    private readonly RowAcceptance _acceptance;
    private readonly Lazy<RecourseTables> _tables;
    private readonly string _meaning;
    private readonly IReadOnlyList<LinearRegion> _regions;

    /// <summary>Prepares a document.</summary>
    /// <param name="document">The document that the certificates are of.</param>
    /// <exception cref="RuleCompilerException">The rules are too many.</exception>
    public RecourseChecker(RuleDocument document)
    {
        _document = document;
        _evaluator = new RuleEvaluator(document);
        _acceptance = new RowAcceptance(document.Inputs);
        _tables = new Lazy<RecourseTables>(() => new RecourseLayout(document).ToTables());
        _meaning = Meaning.Of(document).Hash;
        _regions = LinearRegion.All(document);
    }

    /// <summary>Checks a certificate, whatever its question is.</summary>
    /// <param name="certificate">The text.</param>
    /// <returns>What it proves, or why it proves nothing.</returns>
    public RecourseCheck Check(string certificate) =>
        RecourseCertificate.Read(certificate) is { } read
            ? Check(read)
            : RecourseCheck.Fails("The text is no certificate, or was changed.");

    /// <summary>Checks that a certificate answers a question.</summary>
    /// <param name="certificate">The text.</param>
    /// <param name="row">The row that was asked about.</param>
    /// <param name="options">What was asked.</param>
    /// <returns>What it proves, or why it proves nothing.</returns>
    /// <exception cref="InputRefusedException">A value of the row is refused.</exception>
    public RecourseCheck Check(string certificate, double[] row, RecourseOptions options)
    {
        if (RecourseCertificate.Read(certificate) is not { } read)
            return Check(certificate);
        var head = new RecourseRow(_tables.Value, row, _acceptance.Accept(row), options).Head();
        return read.Head == head ? Check(read) : RecourseCheck.Fails("The certificate answers another question.");
    }

    private RecourseCheck Check(RecourseCertificate certificate)
    {
        if (certificate.Meaning != _meaning)
            return RecourseCheck.Fails("The certificate is of a document that means something else.");
        var inputs = _document.Inputs;
        if (certificate.Row.Length != inputs.Count || certificate.Costs.Length != inputs.Count
            || certificate.Costs.Any(c => c is < 1 or > RecourseOptions.HighestCost)
            || certificate.Sides.Any(s => s.Inputs.Any(i => i < 0 || i >= inputs.Count || !inputs[i].IsNumber)))
            return RecourseCheck.Fails("The certificate does not fit the inputs.");
        try
        {
            var accepted = _acceptance.Accept(certificate.Row);
            if (RecourseGoals.Read(certificate.Wanted, _document, _evaluator.Evaluate(accepted).Outputs) is not { } goals)
                return RecourseCheck.Fails("What is wanted cannot be asked of this document.");
            var moves = inputs.Select((input, i) => ExactMoves.Of(input, certificate.Row[i], accepted[i], certificate.Costs[i])).ToArray();
            return Check(certificate, accepted, goals, moves);
        }
        catch (InputRefusedException e)
        {
            return RecourseCheck.Fails(e.Message);
        }
        catch (ArgumentException e)
        {
            // Of a side condition.
            return RecourseCheck.Fails(e.Message);
        }
    }

    private RecourseCheck Check(RecourseCertificate certificate, double[] accepted, RecourseGoals goals, ExactMoves?[] moves)
    {
        var question = new ExactQuestion(_document, _evaluator, _tables.Value, accepted, certificate, goals);
        var dearest = moves.Select(m => m?.Dearest ?? BigInteger.Zero).OrderByDescending(c => c).Take(certificate.MostChanges)
            .Aggregate(BigInteger.Zero, (sum, c) => sum + c);
        if (certificate.Change is { } change && question.Fault(change.Row, change.Cost, moves) is { } fault)
            return RecourseCheck.Fails(fault);
        if (certificate.AtLeast < 0 || certificate.AtLeast > (certificate.Change?.Cost ?? dearest + 1))
            return RecourseCheck.Fails("The claimed bound is above the change, or above every cost.");
        if (certificate.Cases.Count != goals.Count * _regions.Count)
            return RecourseCheck.Fails("Not every rule is gone through.");
        for (var c = 0; c < certificate.Cases.Count; c++)
        {
            var sides = question.Sides(_regions[c % _regions.Count], c / _regions.Count);
            if (!new RecourseProof(question, sides, certificate.Cases[c]).Holds(moves))
                return RecourseCheck.Fails($"What is said of case {c + 1} does not show that no change there costs less.");
        }

        var status = certificate.Change is null && certificate.AtLeast == dearest + 1 ? RecourseStatus.None
            : certificate.Change?.Cost == certificate.AtLeast ? RecourseStatus.Found
            : RecourseStatus.Undecided;
        return new RecourseCheck(true, string.Empty, status, certificate.Change?.Cost, certificate.AtLeast, certificate.Change?.Row);
    }
}

/// <summary>What a certificate proves.</summary>
/// <param name="Holds">Whether it proves what it claims.</param>
/// <param name="Reason">Why it proves nothing, as a sentence; empty where it does.</param>
/// <param name="Status">What is proven; undecided where it proves nothing.</param>
/// <param name="Cost">What the change costs, in millionths; null where there is none.</param>
/// <param name="LowerBound">What every change costs at least; above every cost where there is none.</param>
/// <param name="Row">The row after the change, one value per input; null where there is none.</param>
public sealed record RecourseCheck(
    bool Holds, string Reason, RecourseStatus Status, long? Cost, long LowerBound, IReadOnlyList<double>? Row)
{
    internal static RecourseCheck Fails(string reason) => new(false, VisibleText.Of(reason), RecourseStatus.Undecided, null, 0, null);
}
