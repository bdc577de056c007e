using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Writes counts of rows; of inputs those that are not 0.</summary>
internal static class RowCountsWriter
{
    public static void Write(
        DocumentJsonWriter json, RowCounts counts, EquatableArray<Input> inputs, EquatableArray<Output> outputs, Decision decision)
    {
        json.Member("rows", counts.Rows);
        if (counts.Labels.Count > 0)
        {
            json.Array("labels", Enumerable.Range(0, counts.Labels.Count).ToEquatableArray(), k => json.LineObject(() =>
            {
                foreach (var (label, rows) in decision.LabelsOf(k).Zip(counts.Labels[k], (label, rows) => (label, rows)))
                    json.Member(label, rows);
            }));
        }

        json.Array("bands", Enumerable.Range(0, counts.Bands.Count).ToEquatableArray(), k => json.LineObject(() =>
        {
            if (!decision.ComparesOutputs)
                json.Member("output", outputs[k].Name);
            json.LineArray("limits", counts.Bands[k].Limits, json.WriteNumber);
            json.LineArray("rows", counts.Bands[k].Rows, rows => json.WriteValue(rows));
        }));
        if (counts.Inputs.All(IsOrdinary))
            return;
        json.Object("inputs", () =>
        {
            for (var i = 0; i < counts.Inputs.Count; i++)
            {
                if (!IsOrdinary(counts.Inputs[i]))
                    WriteInput(json, inputs[i], counts.Inputs[i]);
            }
        });
    }

    private static bool IsOrdinary(InputCounts counts) =>
        counts is { Below: 0, Above: 0, Missing: 0, Other: 0, Refused: 0 } && counts.Specials.All(s => s == 0);

    private static void WriteInput(DocumentJsonWriter json, Input input, InputCounts counts) => json.LineObject(input.Name, () =>
    {
        Count(json, "below", counts.Below);
        Count(json, "above", counts.Above);
        Count(json, "missing", counts.Missing);
        Count(json, "other", counts.Other);
        Count(json, "refused", counts.Refused);
        if (counts.Specials.All(s => s == 0))
            return;
        var specials = input.Match(n => n.Specials, _ => EquatableArray<SpecialValue>.Empty);
        json.LineObject("special", () =>
        {
            for (var k = 0; k < specials.Count; k++)
                Count(json, specials[k].Name, counts.Specials[k]);
        });
    });

    private static void Count(DocumentJsonWriter json, string name, long count)
    {
        if (count > 0)
            json.Member(name, count);
    }
}
