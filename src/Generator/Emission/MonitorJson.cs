using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes what writes the counts of <c>Monitor</c> as JSON, from texts that are escaped here.</summary>
internal sealed class MonitorJson(EmissionContext context, RuleCells rules, ScoreCells scores, InputCells inputs)
{
    private const string Writer = "global::System.IO.TextWriter";
    private const int LimitsPerLine = 5;

    private const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";

    /// <summary>Writes the methods.</summary>
    public void Emit(CodeWriter code)
    {
        code.Write($$"""

            /// <summary>Gives what was counted as JSON, which <c>rulec monitor</c> compares with the rows of training.</summary>
            /// <returns>The JSON.</returns>
            public string ToJson()
            {
                var writer = new global::System.IO.StringWriter({{Invariant}});
                WriteJson(writer);
                return writer.ToString();
            }

            /// <summary>Writes what was counted as JSON, which <c>rulec monitor</c> compares with the rows of training.</summary>
            /// <param name="writer">Where it goes.</param>
            public void WriteJson({{Writer}} writer)
            {
                if (writer == null)
                {
                    throw new global::System.ArgumentNullException("writer");
                }

                writer.Write({{Text($"{{\n  \"name\": {JsonText.Quoted(context.Document.Name)},\n  \"meaning\": \"")}});
                writer.Write(Meaning);
                writer.Write({{Text("\",\n  \"rules\": {")}});
                {{rules.Loop}}
                Write(writer, {{Text(" },\n  \"counts\": {\n    \"rows\": ")}}, Rows);
                {{EmitLabels}}
                {{EmitBands}}
                {{EmitInputs}}
                writer.Write({{Text("\n  }\n}\n")}});
            }

            // What the rules mean, as a hash: counts of other rules are not compared with theirs.
            private const string Meaning = {{Text(Meaning.Of(context.Document).Hash)}};
            {{EmitInputTexts}}

            private static void WriteRule({{Writer}} writer, bool isFirst, int rule, long rows)
            {
                writer.Write(isFirst ? {{Text(" \"")}} : {{Text(", \"")}});
                Write(writer, string.Empty, rule);
                Write(writer, {{Text("\": ")}}, rows);
            }

            private static void Write({{Writer}} writer, string text, long count)
            {
                writer.Write(text);
                writer.Write(count.ToString({{Invariant}}));
            }
            """);
    }

    private int Questions => context.Document.Decision.IsClass ? context.Document.ScoreCount : 0;

    private void EmitLabels(CodeWriter code)
    {
        if (Questions == 0)
            return;
        for (var k = 0; k < Questions; k++)
        {
            var start = k == 0 ? ",\n    \"labels\": [\n      { " : " },\n      { ";
            var labels = context.Document.Decision.LabelsOf(k);
            EmitSums(code, scores.Labels(k), l => (l == 0 ? start : ", ") + JsonText.Quoted(labels[l]) + ": ");
        }

        EmitText(code, " }\n    ]");
    }

    private void EmitBands(CodeWriter code)
    {
        var k = 0;
        foreach (var limits in scores.Limits)
        {
            var output = context.Document.Decision.ComparesOutputs
                ? string.Empty
                : $"\"output\": {JsonText.Quoted(context.Document.Outputs[k].Name)}, ";
            EmitText(
                code,
                (k == 0 ? ",\n    \"bands\": [\n      { " : "] },\n      { ") + output
                    + "\"limits\": [");
            foreach (var line in limits.Select((limit, i) => (limit, i)).GroupBy(l => l.i / LimitsPerLine, l => l.limit.Text))
                EmitText(code, (line.Key == 0 ? string.Empty : ", ") + string.Join(", ", line));
            EmitSums(code, scores.Bands(k), b => b == 0 ? "], \"rows\": [" : ", ");
            k++;
        }

        EmitText(code, "] }\n    ]");
    }

    private void EmitInputs(CodeWriter code)
    {
        if (inputs.All.Count == 0)
            return;
        EmitText(code, ",\n    \"inputs\": {\n      ");
        code.Write($$"""
            for (int i = 0; i < InputTexts.Length; i++)
            {
                Write(writer, InputTexts[i], _inputs[i]);
            }
            """);
        EmitText(code, (inputs.All[inputs.All.Count - 1].IsSpecial ? " } }" : " }") + "\n    }");
    }

    private void EmitInputTexts(CodeWriter code)
    {
        if (inputs.All.Count == 0)
            return;
        code.Write($$"""

            // What stands before each count of inputs.
            private static readonly string[] InputTexts =
            {
                {{InputTexts.Select(text => Text(text) + ",")}}
            };
            """);
    }

    private IEnumerable<string> InputTexts => inputs.All.Select((cell, i) =>
    {
        var before = i == 0 ? null : inputs.All[i - 1];
        var isFirst = before?.Input != cell.Input;
        var end = before is null || !isFirst ? string.Empty : before.IsSpecial ? " } },\n      " : " },\n      ";
        var start = isFirst ? JsonText.Quoted(context.Document.Inputs[cell.Input].Name) + ": { " : ", ";
        var special = cell.IsSpecial && before?.IsSpecial != true ? "\"special\": { " : string.Empty;
        return end + start + special + JsonText.Quoted(cell.Name) + ": ";
    });

    private static void EmitText(CodeWriter code, string text) => code.Write($$"""writer.Write({{Text(text)}});""");

    private static void EmitSums(CodeWriter code, IEnumerable<CellSum> sums, System.Func<int, string> before)
    {
        var i = 0;
        foreach (var (first, count, step) in sums)
            code.Write($$"""Write(writer, {{Text(before(i++))}}, Sum(_scores, {{first}}, {{count}}, {{step}}));""");
    }

    /// <summary>A literal. Names and texts of the document are JSON already, so that a line feed is one of the layout.</summary>
    private static string Text(string json) => "\"" + string.Join("\\n", json.Split('\n').Select(Inside)) + "\"";

    private static string Inside(string line)
    {
        var literal = Literals.Text(line);
        return literal.Substring(1, literal.Length - 2);
    }
}
