using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Export.Onnx;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Export;

/// <summary><c>--to onnx -o F.onnx</c>: a graph that ONNX Runtime runs.</summary>
/// <param name="streams">Where it is told what was written.</param>
/// <param name="json">The option that asks for JSON.</param>
internal sealed class OnnxForm(Streams streams, Option<bool> json) : ExportForm("onnx")
{
    // Above, loading at the usual level takes the runtime more than some seconds.
    private const int ManyOperators = 5_000;

    public override IReadOnlyList<Option> Optional => [json];

    public override bool IsText => false;

    public override int Write(ParseResult result, string rules, string output, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(rules);
        var model = OnnxRules.Of(document);
        AtomicFile.Write(output, model.WriteTo);
        Note[] notes = [.. Notes("input", model.Inputs), .. Notes("answer", model.Answers), .. Notes(model.Operators)];
        if (result.GetValue(json))
        {
            streams.Out.WriteLine(ResultJson.Of(
                new { document.Name, model.Opset, model.Operators, Inputs = Named(model.Inputs), Answers = Named(model.Answers), notes }));
            return ExitCode.Done;
        }

        streams.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{VisibleText.Of(document.Name)}: {ShownNumber.Count(model.Inputs.Count, "input")}, "
                + $"{ShownNumber.Count(model.Answers.Count, "answer")}, {ShownNumber.Count(model.Operators, "operator")} of opset "
                + $"{model.Opset}."));
        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        return ExitCode.Done;
    }

    private static IEnumerable<object> Named(IEnumerable<NamedText> names) => names.Select(n => new { n.Name, InModel = n.Value });

    private static IEnumerable<Note> Notes(int operators)
    {
        if (operators > ManyOperators)
            yield return new Note(
                "large-model",
                $"ONNX Runtime takes long to load {ShownNumber.Count(operators, "operator")}: load the model once, and with graph "
                    + "optimisation switched off, which changes no answer.")
            { Count = operators };
    }

    private static IEnumerable<Note> Notes(string kind, IEnumerable<NamedText> names) => names.Where(n => n.Name != n.Value).Select(n =>
        new Note(
            "name-in-model",
            $"The {kind} '{VisibleText.Of(n.Name)}' is called {VisibleText.Of(n.Value)} in the model: a name there has letters of ASCII, "
                + "digits and _, and nothing else has it.")
        { Column = n.Name });
}
