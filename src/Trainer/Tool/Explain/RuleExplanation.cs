using System.Threading;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline.Explaining;

namespace RuleCompiler.Tool.Explain;

/// <summary><c>rulec explain F.rules.json data.csv</c>: why rules answer a row as they do.</summary>
internal static class RuleExplanation
{
    public static int Run(ExplainOptions options, Streams streams, CancellationToken cancellation)
    {
        var explained = RowExplanation.Compute(DocumentFile.Read(options.Model), options.Input, options.Reference, cancellation);
        foreach (var line in NoteText.Of(explained.Notes))
            streams.Error.WriteLine(line);
        if (options.Json)
        {
            streams.Out.WriteLine(
                ResultJson.Of(
                    ExplanationJson.Of(explained.Evaluator, explained.Explanation, options.Input.Row) with { Notes = explained.Notes }));
            return ExitCode.Done;
        }

        foreach (var line in ExplanationText.Of(explained.Evaluator.Document, explained.Explanation, options.Input.Row))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }
}
