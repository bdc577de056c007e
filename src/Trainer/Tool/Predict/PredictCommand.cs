using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Predict;

/// <summary>
/// <c>rulec predict F data.csv -o out.csv</c>: for each row what rules decide, which rule, and its outputs; or the outputs of a network.
/// </summary>
internal static class PredictCommand
{
    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json, or a network: ONNX, or JSON with layers." };
        var data = new FileArgument("data", FileUse.Read) { Description = "The CSV file; columns that are no inputs of the rules are not looked at. A network takes the columns x1, x2, … or, without such names, the first ones." };
        var output = new FileOption("--output", FileUse.Written, "-o") { Description = "The CSV file to write. Without it, or with -, the rows go to standard output.", HelpName = "file" };
        var strict = new Option<bool>("--strict") { Description = "Refuse a value that is missing, unknown or outside the ranges of training, instead of replacing it or extrapolating." };
        var details = new Option<bool>("--details") { Description = "Add the columns replaced, outside and refused; a row that the rules refuse then does not stop the others." };
        var raw = new Option<bool>("--raw") { Description = "Write texts that a spreadsheet would run as a formula as they are, without an apostrophe before them." };
        var json = new Option<bool>("--json") { Description = "Print how the rows differ from those of training as one JSON object; the answers need -o." };
        var networkOutput = NetworkArguments.Output();
        var table = new TableArguments();
        var command = new Command("predict", "Applies rules or a network to the rows of a CSV file.") { file, data, output, strict, details, raw, json, networkOutput };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && StandardStreams.Descriptor(result.GetValue(output) ?? StandardStreams.Name, isOutput: true) == 1)
                result.AddError("--json prints to standard output, where the answers would go; name a file for them with -o.");
        });
        command.SetAction((result, cancellation) => Task.FromResult(Run(
            streams,
            result.GetRequiredValue(file),
            result.GetRequiredValue(data),
            result.GetValue(output),
            result.GetValue(networkOutput),
            new PredictOptions(result.GetValue(strict), result.GetValue(details), result.GetValue(raw), result.GetValue(json)),
            table.Read(result),
            cancellation)));
        return command;
    }

    private static int Run(
        Streams streams, string file, string data, string? output, string? networkOutput, PredictOptions answers, TableOptions options,
        CancellationToken cancellation)
    {
        var predict = Predictor(file, networkOutput, data, answers, options, cancellation);
        PredictionResult? result = null;
        AtomicFile.Write(output ?? StandardStreams.Name, stream => result = predict(stream));
        Tell(streams, answers, result!);
        return ExitCode.Done;
    }

    private static void Tell(Streams streams, PredictOptions answers, PredictionResult result)
    {
        foreach (var line in NoteText.Of(result.Notes))
            streams.Error.WriteLine(line);
        if (answers.Json)
            streams.Out.WriteLine(ResultJson.Of(new { result.Rows, Drift = result.Drift is { } drift ? ShownDrift.Of(drift) : null, result.Notes }));
    }

    private static Func<Stream, PredictionResult> Predictor(
        string file, string? networkOutput, string data, PredictOptions answers, TableOptions options, CancellationToken cancellation)
    {
        if (!NetworkSource.IsNetwork(file))
        {
            var document = DocumentFile.Read(file);
            return stream => RulePrediction.Write(stream, document, data, options, answers, cancellation);
        }

        if (answers.Strict || answers.Details)
            throw new InputFileException(file, $"{(answers.Strict ? "--strict" : "--details")} is for rules, and this is a network, which knows nothing of its training; leave it away.");
        var network = NetworkSource.Read(file, networkOutput);
        return stream =>
        {
            var result = NetworkPrediction.Write(stream, network, data, options, cancellation);
            return result with { Notes = [.. network.Notes, .. result.Notes] };
        };
    }
}
