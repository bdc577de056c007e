using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>A way in which a method takes many rows.</summary>
/// <param name="Summary">How they are given, as the end of a summary.</param>
/// <param name="Parameters">The parameters that they come in.</param>
/// <param name="Documentation">The documentation of these.</param>
/// <param name="Spans">The spans to look into, as code names them.</param>
/// <param name="PerRow">How many values each span has for a row.</param>
/// <param name="Row">The arguments with which the method for one row is called.</param>
internal sealed record BatchRows(
    string Summary,
    CommaList Parameters,
    Code Documentation,
    IReadOnlyList<string> Spans,
    int PerRow,
    CommaList Row)
{
    /// <summary>Rows as structs.</summary>
    public static BatchRows Structs { get; } =
        new(".", new("global::System.ReadOnlySpan<Input> rows"), EmitRows, ["rows"], 1, new("rows[row]"));

    /// <summary>Rows as a column per input, or as one span of numbers where there are many inputs.</summary>
    public static BatchRows Columns(EmissionContext context) => context.Row.AreScalars
        ? new(
            ", given as columns.",
            new(context.Names.Inputs.Select(i => $"global::System.ReadOnlySpan<{i.Type}> {i.Parameter}")),
            new RowDocumentation(context).EmitColumns,
            context.Names.Inputs.Select(i => i.Parameter).ToArray(),
            1,
            new(context.Names.Inputs.Select(i => i.Parameter + "[row]")))
        : new(
            ", given as numbers.",
            new("global::System.ReadOnlySpan<double> values"),
            EmitNumbers,
            ["values"],
            context.Names.Inputs.Count,
            new("Unpack(values, row)"));

    private static void EmitRows(CodeWriter code) => code.Write($$"""/// <param name="rows">The rows.</param>""");

    private static void EmitNumbers(CodeWriter code) => code.Write($$"""
        /// <param name="values">The rows one after another, each a number per input in the order of Input; a category is its position,
        ///     counted from 0.</param>
        """);
}
