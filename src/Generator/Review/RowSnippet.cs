using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Proofs;

namespace RuleCompiler.Generator.Review;

/// <summary>Rows as C# that can be pasted into a test.</summary>
internal static class RowSnippet
{
    /// <summary>A row as a value of the generated class's <c>Input</c>.</summary>
    /// <param name="names">The names of the class.</param>
    /// <param name="document">The document.</param>
    /// <param name="row">The row.</param>
    public static string Of(DocumentNames names, RuleDocument document, Witness row)
    {
        // Of version 2 a row cannot be changed, and old languages have initializers only for what can.
        var canChange = document.Version == 1;
        var values = document.Inputs.Select((input, i) =>
            (canChange ? names.Inputs[i].Property + " = " : names.Inputs[i].Parameter + ": ") + input.Match(
                _ => Number(row.Row[i]),
                _ => $"{names.Class}.{names.Inputs[i].Type}.{names.Inputs[i].Members[(int)row.Row[i]]}"));
        var list = string.Join(", ", values);
        return canChange ? $"new {names.Class}.Input {{ {list} }}" : $"new {names.Class}.Input({list})";
    }

    // The shortest digits that read back to the same double, on every host.
    private static string Number(double value) => double.IsNaN(value)
        ? "double.NaN"
        : value.Equals(System.Math.Floor(value)) && System.Math.Abs(value) < 1e9
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : Documents.Number.From(value).ShortestDigits;
}
