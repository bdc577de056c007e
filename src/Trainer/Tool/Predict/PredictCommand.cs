using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Predictions;
using RuleCompiler.Trainer.Sources;

namespace RuleCompiler.Tool.Predict;

/// <summary>
/// <c>rulec predict F data.csv -o out.csv</c>: for each row what rules decide, which rule, and its outputs; or the outputs of a network.
/// </summary>
internal static class PredictCommand
{
    private const int MaxReasons = 1000;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument(
            "rules", FileUse.Read)
        { Description = "The rule document, *.rules.json, or a network: ONNX, or JSON with layers." };
        var data = new FileArgument(
            "data",
            FileUse.Read)
        {
            Description = "The table, CSV or Parquet; columns that are not inputs of the rules are ignored. A network takes the columns "
                + "x1, x2, … or, without such names, the first ones.",
        };
        var output = new FileOption(
            "--output",
            FileUse.Written,
            "-o")
        { Description = "The CSV file to write. Without it, or with -, the rows go to standard output.", HelpName = "file" };
        var strict = new Option<bool>(
            "--strict")
        {
            Description =
                "Refuse a value that is missing, unknown or outside the training range, instead of replacing it or extrapolating."
        };
        var details = new Option<bool>(
            "--details")
        { Description = "Add the columns replaced, outside and refused; a row that the rules refuse then does not stop the others." };
        var raw = new Option<bool>(
            "--raw")
        { Description = "Write texts that a spreadsheet would run as formulas unchanged, without a leading apostrophe." };
        var json = new Option<bool>(
            "--json")
        { Description = "Print how the rows differ from the training rows as one JSON object; the answers then need -o." };
        var keep = TableArguments.List(
            "--keep",
            "column",
            "A column of the file to write before the answers as it is, such as an id; or several with commas between.");
        var targets = TableArguments.List(
            "--target",
            "column",
            "Of rules, the column that says what is true, to measure the answers; by default the one that they were trained on, where the "
                + "file has it.");
        var reasons = NumberOptions.WithDefault(
            "--reasons", "Of rules, how many columns to add with the codes of the principal reasons for each answer.", 0, 0, MaxReasons);
        var reference = new Option<string?>("--reference")
        {
            Description = "Of rules, the reference of the document that reasons are measured from; by default its default.",
            HelpName = "name",
        };
        var networkOutput = NetworkArguments.Output();
        var table = new TableArguments(data);
        var command = new Command(
            "predict",
            "Applies rules or a network to the rows of a table.")
        {
            file, data, output, keep, targets, reasons, reference, strict, details, raw, json, networkOutput,
        };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(reference) is not null && result.GetValue(reasons) == 0)
                result.AddError("--reference is what --reasons are measured from; give --reasons too, or omit it.");
            if (result.GetValue(json) && StandardStreams.Descriptor(result.GetValue(output) ?? StandardStreams.Name, isOutput: true) == 1)
                result.AddError("--json prints to standard output, where the answers would go; name a file for them with -o.");
        });
        command.SetAction((result, cancellation) =>
        {
            var path = table.PathOf(result);
            var options = table.Read(result);
            var columns = new ColumnList(path, options);
            return Task.FromResult(Run(
                streams,
                new PredictOptions(
                    result.GetRequiredValue(file),
                    path,
                    result.GetValue(output),
                    new PredictionOptions(result.GetValue(strict), result.GetValue(details), result.GetValue(raw))
                    {
                        Kept = columns.Of(result, keep),
                        Reasons = result.GetValue(reasons),
                        Reference = result.GetValue(reference),
                    },
                    options with { Targets = columns.Of(result, targets) },
                    result.GetValue(json))
                {
                    NetworkOutput = result.GetValue(networkOutput),
                },
                cancellation));
        });
        return command;
    }

    private static int Run(Streams streams, PredictOptions options, CancellationToken cancellation)
    {
        var predict = Predictor(options, cancellation);
        PredictionResult? result = null;
        AtomicFile.Write(options.Output ?? StandardStreams.Name, stream => result = predict(stream));
        foreach (var line in PredictionText.Of(result!))
            streams.Error.WriteLine(line);
        if (options.Json)
            streams.Out.WriteLine(ResultJson.Of(PredictionJson.Of(result!)));
        return ExitCode.Done;
    }

    private static Func<Stream, PredictionResult> Predictor(PredictOptions options, CancellationToken cancellation)
    {
        var (file, answers) = (options.Model, options.Answers);
        if (!NetworkSource.IsNetwork(file))
        {
            var document = DocumentFile.Read(file);
            return stream => InputFileException.Blaming(
                file, () => RulePrediction.Write(stream, document, options.Data, options.Table, answers, cancellation));
        }

        if (answers.Strict || answers.Details)
            throw ForRules(file, answers.Strict ? "--strict" : "--details", "knows nothing of its training");
        if (answers.Reasons > 0)
            throw ForRules(file, "--reasons", "has none to give");
        if (options.Table.Targets.Count > 0)
            throw ForRules(file, "--target", "does not say what its outputs decide");
        var network = NetworkSource.Read(file, options.NetworkOutput);
        return stream => NetworkPrediction.Write(stream, network, options.Data, options.Table, answers, cancellation);
    }

    private static InputFileException ForRules(string file, string option, string because) =>
        new(file, $"{option} is for rules, and this is a network, which {because}; omit it.");
}
