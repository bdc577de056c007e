using System.Threading;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Reports;

namespace RuleCompiler.Trainer.Cli;

/// <summary><c>rulec explain F.rules.json data.csv</c>: the numbers of <see cref="RuleEvaluator.Explain"/>, and so of generated code, for one row.</summary>
internal static class RuleExplanation
{
    public static int Run(ExplainOptions options, Streams streams, CancellationToken cancellation)
    {
        var evaluator = new RuleEvaluator(DocumentFile.Read(options.Model));
        var explanation = Explain(evaluator, options, cancellation);
        if (options.Json)
        {
            streams.Out.WriteLine(ResultJson.Of(ShownExplanation.Of(evaluator, explanation, options.Row)));
            return ExitCode.Done;
        }

        foreach (var line in ExplanationText.Of(evaluator.Document, explanation, options.Row))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static Explanation Explain(RuleEvaluator evaluator, ExplainOptions options, CancellationToken cancellation)
    {
        using var points = PointReader.Open(options.Input, TrainOptions.ReadAsRecorded(options.Table, evaluator.Document), evaluator.Document.Inputs);
        for (var row = 1; row <= options.Row; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!points.Read())
                throw SelectedRow.Absent(options.Input, options.Row, row - 1);
        }

        try
        {
            return evaluator.Explain(points.Point);
        }
        catch (InputRefusedException e)
        {
            throw points.Error(e.Input, e.Message);
        }
    }
}
