using System.Threading;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Explain;

/// <summary>
/// <c>rulec explain F.rules.json data.csv</c>: the numbers of <see cref="RuleEvaluator.Explain"/>, and so of generated code, for one row.
/// </summary>
internal static class RuleExplanation
{
    public static int Run(ExplainOptions options, Streams streams, CancellationToken cancellation)
    {
        var evaluator = new RuleEvaluator(DocumentFile.Read(options.Model));
        var drift = new RowDrift(evaluator.Document.Inputs);
        var explanation = Explain(evaluator, options, drift, cancellation);
        var notes = DriftNotes.Of(drift);
        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        if (options.Json)
        {
            streams.Out.WriteLine(ResultJson.Of(ShownExplanation.Of(evaluator, explanation, options.Row) with { Notes = notes }));
            return ExitCode.Done;
        }

        foreach (var line in ExplanationText.Of(evaluator.Document, explanation, options.Row))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static Explanation Explain(RuleEvaluator evaluator, ExplainOptions options, RowDrift drift, CancellationToken cancellation)
    {
        using var points = PointReader.Open(options.Input, options.Table, evaluator.Document);
        for (var row = 1; row <= options.Row; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!points.Read())
                throw SelectedRow.Absent(options.Input, options.Row, row - 1);
        }

        try
        {
            var explanation = evaluator.Explain(points.Point);
            drift.Add(points);
            return explanation;
        }
        catch (InputRefusedException e)
        {
            throw points.Error(e.Input, e.Message);
        }
    }
}
