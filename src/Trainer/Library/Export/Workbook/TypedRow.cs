using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>A row as a person types it.</summary>
/// <param name="What">What it tries.</param>
/// <param name="Row">The values as the evaluator takes them.</param>
internal sealed record TypedRow(string What, double[] Row)
{
    /// <summary>The cells of the inputs.</summary>
    public CellValue[] Cells(RuleDocument document) => Row.Select((value, i) => document.Inputs[i].Match(
        _ => double.IsNaN(value) ? CellValue.Empty : CellValue.Of(value),
        category => CellValue.Of(value >= 0 ? CellText.Distinct(category.Categories)[(int)value] : Unknown(category)))).ToArray();

    /// <summary>The row of a reference or witness.</summary>
    public static double[] Of(IEnumerable<InputValue> values) => values.Select(v => v.InRow).ToArray();

    // A text that is no category.
    private static string Unknown(CategoryInput input)
    {
        var text = "something else";
        while (input.Categories.Contains(text, StringComparer.Ordinal))
            text += "!";
        return text;
    }
}
