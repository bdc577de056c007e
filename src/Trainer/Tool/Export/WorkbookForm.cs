using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Export.Workbook;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Export;

/// <summary><c>--to xlsx -o F.xlsx</c>: a workbook to read the rules in, and to try them by formulas.</summary>
/// <param name="streams">Where it is said what the workbook does without.</param>
internal sealed class WorkbookForm(Streams streams) : ExportForm("xlsx")
{
    public override IReadOnlyList<Option> Optional => [];

    public override bool IsText => false;

    public override int Write(ParseResult result, string rules, string output, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(rules);
        using var workbook = new MemoryStream();
        InputFileException.Blaming(rules, () =>
        {
            RuleWorkbook.Write(document, workbook);
            return workbook;
        });
        workbook.Position = 0;
        AtomicFile.Write(output, workbook.CopyTo);
        if (RuleWorkbook.WhyNoReasons(document) is { } why)
            streams.Error.WriteLine($"{rules}: {why}");
        return ExitCode.Done;
    }
}
