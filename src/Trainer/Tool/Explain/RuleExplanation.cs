using System.Threading;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline.Explaining;

namespace RuleCompiler.Tool.Explain;

/// <summary><c>rulec explain F.rules.json data.csv</c>: why rules answer a row as they do.</summary>
internal static class RuleExplanation
{
    public static int Run(string path, AskedRow asked, bool json, Streams streams, CancellationToken cancellation)
    {
        var explained = RowExplanation.Compute(DocumentFile.Read(path), asked, cancellation);
        foreach (var line in NoteText.Of(explained.Notes))
            streams.Error.WriteLine(line);
        if (json)
        {
            streams.Out.WriteLine(ResultJson.Of(ExplanationJson.Of(explained)));
            return ExitCode.Done;
        }

        foreach (var line in ExplanationText.Of(explained))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }
}
