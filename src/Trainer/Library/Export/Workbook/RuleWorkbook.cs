using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>
/// The rules of a document as a workbook for spreadsheets: to read them, to see every number, and to try them, calculated by formulas.
/// </summary>
public static class RuleWorkbook
{
    /// <summary>Why the workbook of a document has no reasons beside its answers; null where it has.</summary>
    /// <param name="document">The document.</param>
    /// <returns>One or two sentences.</returns>
    public static string? WhyNoReasons(RuleDocument document) => ShareForm.WhyNot(document);

    /// <summary>Writes the workbook in Office Open XML (xlsx).</summary>
    /// <param name="document">The document.</param>
    /// <param name="stream">Where the file goes; nothing before all of it is made.</param>
    /// <exception cref="RuleCompilerException">The rules are too large for a spreadsheet.</exception>
    public static void Write(RuleDocument document, Stream stream) => Write(document, stream, UsualRows.First(document));

    /// <summary>Writes the workbook with a row to begin with.</summary>
    internal static void Write(RuleDocument document, Stream stream, double[] start) =>
        Write(document, stream, new TypedRow(string.Empty, start).Cells(document));

    /// <summary>Writes the workbook with values typed in.</summary>
    internal static void Write(RuleDocument document, Stream stream, IReadOnlyList<CellValue> start) =>
        WorkbookFile.Write(Sheets(document, start), stream);

    /// <summary>The sheets.</summary>
    internal static Sheet[] Sheets(RuleDocument document, IReadOnlyList<CellValue> start)
    {
        var reference = ShareForm.WhyNot(document) is null ? document.References.First(r => r.IsDefault) : null;
        var numbers = new NumbersSheet(document);
        var steps = new StepsSheet(document, numbers);
        var tried = new TryItSheet(
            document, numbers, start, reference is null ? null : new TypedRow(string.Empty, TypedRow.Of(reference.Row)).Cells(document));
        if (tried.FromReference is { } from)
            steps.AddReference("Reference: " + reference!.Name, from);
        tried.Write(steps.Add("Try it", tried.Given, _ => true)!);
        var check = new CheckSheet(document);
        check.Fill(steps);
        return [new RulesSheet(document).Write(), numbers.Sheet, tried.Sheet, check.Sheet, steps.Sheet];
    }
}
