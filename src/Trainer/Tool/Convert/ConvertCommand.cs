using System.CommandLine;
using System.Globalization;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Convert;

/// <summary><c>rulec convert F --version 2 -o G</c>: rewrites a document in a later version of the format.</summary>
internal static class ConvertCommand
{
    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var output = new FileOption(
            "--output", FileUse.Written, "-o")
        { Description = "The document to write, *.rules.json.", Required = true };
        var version = new Option<string>(
            "--version")
        { Description = "The version of the format to write: 2.", DefaultValueFactory = _ => "2" };
        version.AcceptOnlyFromAmong("2");
        var factor = new Option<bool>("--factor")
        {
            Description = "Move into the common part what all rules add alike; the function stays exactly the same, its last bits may not.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var command = new Command(
            "convert", "Rewrites a document in a later version of the format.") { file, output, version, factor, json };
        command.SetAction((result, _) =>
            Task.FromResult(
                Run(
                    streams,
                    result.GetRequiredValue(file),
                    result.GetRequiredValue(output)!,
                    result.GetValue(factor),
                    result.GetValue(json))));
        return command;
    }

    private static int Run(Streams streams, string path, string output, bool factor, bool json)
    {
        var document = DocumentFile.Read(path);
        var converted = new FactoredDocument(VersionConversion.ToVersion2(document), 0, 0);
        if (factor)
            converted = VersionConversion.Factor(converted.Document);
        DocumentFile.Write(output, converted.Document);
        if (json)
        {
            streams.Out.WriteLine(ResultJson.Of(new
            {
                document.Name,
                From = document.Version,
                To = converted.Document.Version,
                converted.Moved,
                converted.Difference,
            }));
            return ExitCode.Done;
        }

        streams.Error.WriteLine(Text(document, converted, factor));
        return ExitCode.Done;
    }

    private static string Text(RuleDocument document, FactoredDocument converted, bool factor)
    {
        var name = VisibleText.Of(document.Name);
        var head = document.Version == converted.Document.Version
            ? $"{name} is of version {converted.Document.Version.ToString(CultureInfo.InvariantCulture)} already."
            : $"{name}: version {document.Version.ToString(CultureInfo.InvariantCulture)} is now version "
                + $"{converted.Document.Version.ToString(CultureInfo.InvariantCulture)}.";
        if (converted.Moved > 0)
        {
            return head + string.Create(
                CultureInfo.InvariantCulture,
                $" {ShownNumber.Count(converted.Moved, "term")} moved into the common part. The function of the written numbers is exactly "
                    + $"the same; computed outputs differ by at most {converted.Difference} inside the ranges.");
        }

        return head + (factor ? " The rules have nothing in common that could be moved." : string.Empty) + " All answers keep their bits.";
    }
}
