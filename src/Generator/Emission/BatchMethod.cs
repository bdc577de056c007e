using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>A public method that answers for many rows.</summary>
/// <param name="Name">Its name, which is also that of the method for one row.</param>
/// <param name="Type">The type of an answer.</param>
/// <param name="Result">The parameter that takes the answers.</param>
/// <param name="Summary">What it does, as the beginning of its summary.</param>
/// <param name="Answers">What it answers, for its documentation.</param>
internal sealed record BatchMethod(string Name, string Type, string Result, string Summary, string Answers)
{
    private const int MaxCallLength = 100;
    private const string Refusal = "it has the length of the batch. Where a row is refused, those before it are answered.";

    /// <summary>Writes the overload for one way of taking rows.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="rows">How the rows come.</param>
    /// <param name="widths">How many of them can be calculated at once.</param>
    public void Emit(CodeWriter code, BatchRows rows, IReadOnlyList<LaneWidth> widths)
    {
        code.Write($$"""

            /// <summary>{{Summary + rows.Summary}}</summary>
            {{rows.Documentation}}
            /// <param name="{{Plain(Result)}}">Takes {{Answers}}; {{Refusal}}</param>
            /// <exception cref="global::System.ArgumentException">Lengths differ, or a row is refused as it is alone.</exception>
            {{Attributes.Member}}
            public static void {{Name}}({{rows.Parameters.And($"global::System.Span<{Type}> {Result}")}})
            {
                {{rows.Spans.Select(s => $"RequireLength({s}.Length, {Result}.Length, {Literals.Int(rows.PerRow)}, \"{Plain(s)}\");")}}
                {{(widths.Count == 0 ? EmitLoop : EmitLoopAtOnce)}}
            }
            """);

        void EmitLoop(CodeWriter code) => code.Write($$"""
            for (int row = 0; row < {{Result}}.Length; row++)
            {
                {{Result}}[row] = {{Name}}({{rows.Row}});
            }
            """);

        void EmitLoopAtOnce(CodeWriter code) => code.Write($$"""
            int row = 0;
            while (row < {{Result}}.Length)
            {
                {{EmitAtOnce}}
                else
                {
                    {{Result}}[row] = {{Name}}({{rows.Row}});
                    row++;
                }
            }
            """);

        void EmitAtOnce(CodeWriter code)
        {
            foreach (var width in widths)
            {
                code.Write($$"""
                    {{(width == widths[0] ? "if" : "else if")}} ({{width.IsFast}}
                        && row <= {{Result}}.Length - {{width.Count}}
                        {{Broken($"&& {width.Class}.Load(", [.. rows.Spans, "row", $"out {width.Class}.Lanes {width.Local}"])}})
                    {
                        {{width.Class}}.Fill(in {{width.Local}}, {{Result}}.Slice(row, {{width.Count}}));
                        row += {{width.Count}};
                    }
                    """);
            }
        }
    }

    private static string Plain(string parameter) => parameter.TrimStart('@');

    /// <summary>A call in lines of a readable length, with several arguments on each.</summary>
    private static IReadOnlyList<string> Broken(string head, IReadOnlyList<string> arguments)
    {
        var lines = new List<string> { head };
        if (head.Length + arguments.Sum(a => a.Length + 2) > MaxCallLength)
            lines.Add("    ");
        foreach (var (argument, end) in arguments.Select((a, i) => (a, i + 1 < arguments.Count ? ", " : ")")))
        {
            if (lines[lines.Count - 1].Length + argument.Length > MaxCallLength)
                lines.Add("    ");
            lines[lines.Count - 1] += argument + end;
        }

        return lines;
    }
}
