using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Export;

/// <summary><c>rulec export F --to FORM</c>: the rules in a form that another program runs.</summary>
internal static class ExportCommand
{
    public static Command Create(Streams streams)
    {
        var rules = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var output = new FileOption("--output", FileUse.Written, "-o")
        { Description = "The file to write. With - it goes to standard output, and so does a text without this.", HelpName = "file" };
        var json = new Option<bool>("--json") { Description = "Of a model or a points table: print one JSON object instead of text." };
        ExportForm[] forms = [new SqlForm(), new OnnxForm(streams, json), new PointsForm(streams, json), new WorkbookForm(streams)];
        var to = new Option<string>("--to")
        { Description = $"The form: {string.Join(", ", forms.Select(f => f.Name))}.", Required = true };
        to.AcceptOnlyFromAmong(forms.Select(f => f.Name).ToArray());
        var command = new Command(
            "export", "Writes rules in another form: as SQL that an engine runs, an ONNX model, a points table, or a workbook.")
        {
            rules, to,
        };
        var own = forms.SelectMany(f => f.Needed.Concat(f.Optional)).Distinct().ToArray();
        foreach (var option in own)
            command.Add(option);
        command.Add(output);
        command.Validators.Add(result =>
        {
            if (forms.FirstOrDefault(f => f.Name == result.GetValue(to)) is not { } form)
                return;
            foreach (var missing in form.Needed.Where(o => result.GetResult(o) is null or { Implicit: true }))
                result.AddError($"--to {form.Name} needs {missing.Name}.");
            if (!form.IsText && result.GetResult(output) is null or { Implicit: true })
                result.AddError($"--to {form.Name} needs {output.Aliases.First()}, since it is no text; - is standard output.");
            var foreign = own.Except(form.Needed).Except(form.Optional).Where(o => result.GetResult(o) is { Implicit: false });
            foreach (var option in foreign)
                result.AddError($"{option.Name} is for {FormsOf(forms, option)}, not for --to {form.Name}.");
            var isToStandardOutput = result.GetValue(output) is null ? form.IsText : output.IsStandardOutput(result);
            if (form.Optional.Contains(json) && result.GetValue(json) && isToStandardOutput)
                result.AddError("what is written goes to standard output, where --json prints; give -o a file, or omit --json.");
            form.Check(result, isToStandardOutput);
        });
        command.SetAction((result, cancellation) => Task.FromResult(
            forms.First(f => f.Name == result.GetRequiredValue(to)).Write(
                result, result.GetRequiredValue(rules), result.GetValue(output) ?? StandardStreams.Name, cancellation)));
        return command;
    }

    private static string FormsOf(ExportForm[] forms, Option option) =>
        string.Join(" and ", forms.Where(f => f.Needed.Concat(f.Optional).Contains(option)).Select(f => "--to " + f.Name));
}
