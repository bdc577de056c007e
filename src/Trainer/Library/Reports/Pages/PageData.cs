using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What the page calculates with, as JSON: the tables of the rules that generated code explains with, digit for digit.</summary>
/// <remarks>The default encoder escapes what could end a script, so that no text leaves its string.</remarks>
internal static class PageData
{
    /// <summary>More points hide each other.</summary>
    public const int MaxPoints = 400;

    /// <summary>More ticks on an axis would run into each other.</summary>
    public const int MaxTicks = 6;

    /// <summary>The JSON text.</summary>
    public static string Write(ReportContent content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteTables(json, new RuleLayout(content.Document));
            WriteInputs(json, content.Document);
            WriteNumbers(json, "held", PlaneChoice.Held(content.Document, content.Rows));
            WritePlane(json, content);
            WritePoints(json, content);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTables(Utf8JsonWriter json, RuleLayout tables)
    {
        json.WriteStartObject("tables");
        WriteTexts(json, "inputs", tables.Inputs);
        WriteTexts(json, "units", tables.Units);
        WriteTexts(json, "outputs", tables.Outputs);
        WriteIntegers(json, "levels", tables.Levels);
        WriteTexts(json, "levelNames", tables.LevelNames);
        WriteDigits(json, "minima", tables.Minima);
        WriteDigits(json, "maxima", tables.Maxima);
        WriteDigits(json, "thresholds", tables.Thresholds);
        WriteTexts(json, "labels", tables.Labels);
        json.WriteNumber("scores", tables.Scores);
        WriteIntegers(json, "nodes", tables.Nodes);
        WriteIntegers(json, "conditionNumbers", tables.ConditionNumbers);
        WriteIntegers(json, "ruleNumbers", tables.RuleNumbers);
        // A sum that is absent has none.
        json.WritePropertyName("biases");
        WriteItems(json, tables.Sums.Select(s => s?.Bias.Text ?? "null"));
        WriteIntegers(json, "termInputs", tables.Sums.SelectMany(RuleLayout.TermInputs));
        WriteDigits(json, "weights", tables.Sums.SelectMany(tables.Weights));
        WriteHinges(json, tables);
        WriteTexts(json, "references", tables.References);
        WriteNumbers(json, "referenceValues", tables.ReferenceValues);
        json.WriteNumber("defaultReference", tables.DefaultReference);
        WriteTexts(json, "reasonCodes", tables.ReasonCodes);
        WriteTexts(json, "reasonTexts", tables.ReasonTexts);
        WriteIntegers(json, "reasonGroups", tables.ReasonGroups);
        json.WriteEndObject();
    }

    private static void WriteHinges(Utf8JsonWriter json, RuleLayout tables)
    {
        WriteIntegers(json, "specialCounts", tables.SpecialCounts);
        WriteNumbers(json, "specialValues", tables.Specials.Select(s => s.InRow));
        WriteTexts(json, "specialNames", tables.SpecialNames);
        WriteIntegers(json, "curvePoints", tables.Sums.SelectMany(tables.CurvePoints));
        // Slopes are written nowhere; their shortest digits read back to the same bits.
        WriteNumbers(json, "curveNumbers", tables.Sums.SelectMany(RuleLayout.CurveNumbers).Select(n => n.Value));
        WriteIntegers(json, "adjustments", tables.Sums.SelectMany(tables.Adjustments));
        WriteDigits(json, "adjustmentWeights", tables.Sums.SelectMany(RuleLayout.AdjustmentWeights));
    }

    private static void WriteInputs(Utf8JsonWriter json, RuleDocument document)
    {
        json.WriteStartArray("inputs");
        foreach (var input in document.Inputs)
        {
            json.WriteStartObject();
            // As the message of a refusal has it.
            json.WriteString("name", VisibleText.Of(input.Name));
            json.WriteString("label", InputName.Of(input));
            WriteOptional(json, "missing", input.Match(number => number.Missing?.Text, _ => null));
            if (input.Match(number => number.Marks, _ => EquatableArray<Number>.Empty) is { Count: > 0 } marks)
                WriteDigits(json, "marks", marks);
            WriteOptional(
                json, "other", input.Match(_ => null, category => category.Other is { } other ? ShownNumber.Integer(other) : null));
            json.WriteStartArray("ticks");
            foreach (var tick in input.Match(number => Ticks.Between(number.Minimum.Value, number.Maximum.Value, MaxTicks), _ => []))
            {
                json.WriteStartObject();
                json.WritePropertyName("at");
                json.WriteRawValue(Number.From(tick).Text);
                json.WriteString("text", Ticks.Text(tick));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlane(Utf8JsonWriter json, ReportContent content)
    {
        if (content.Plane is not { } plane)
        {
            json.WriteNull("plane");
            return;
        }

        json.WriteStartObject("plane");
        json.WriteNumber("x", plane.X);
        json.WriteNumber("y", plane.Y);
        json.WriteNumber("output", plane.Output);
        WriteNumbers(json, "held", plane.Held);
        json.WriteStartArray("levels");
        foreach (var levels in plane.Levels)
            WriteItems(json, levels.Select(l => Number.From(l).Text));
        json.WriteEndArray();
        json.WriteStartObject("frame");
        json.WriteNumber("left", PlanePicture.Left);
        json.WriteNumber("top", PlanePicture.Top);
        json.WriteNumber("width", PlanePicture.Width);
        json.WriteNumber("height", PlanePicture.HeightOf(plane));
        json.WriteNumber("leastNamed", PlanePicture.LeastNamedArea);
        json.WriteNumber("labelWidth", PlanePicture.LabelWidth);
        json.WriteNumber("kinds", Shades.Count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePoints(Utf8JsonWriter json, ReportContent content)
    {
        json.WriteStartArray("points");
        // They are drawn in the plane.
        foreach (var row in content.Plane is not null ? content.Points?.Sample(MaxPoints) ?? [] : [])
        {
            json.WriteStartObject();
            WriteNumbers(json, "row", row.Point);
            if (row.Truth is not null)
                WriteNumbers(json, "truth", row.Truth);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteIntegers(Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WritePropertyName(name);
        WriteItems(json, numbers.Select(n => ShownNumber.Integer(n)));
    }

    // The digits of the document: both sides read them to the nearest double.
    private static void WriteDigits(Utf8JsonWriter json, string name, IEnumerable<Number> numbers)
    {
        json.WritePropertyName(name);
        WriteItems(json, numbers.Select(n => n.Text));
    }

    // What is NaN is null.
    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WritePropertyName(name);
        WriteItems(json, numbers.Select(n => double.IsNaN(n) ? "null" : Number.From(n).Text));
    }

    private static void WriteItems(Utf8JsonWriter json, IEnumerable<string> items)
    {
        json.WriteStartArray();
        foreach (var item in items)
            json.WriteRawValue(item);
        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? digits)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(digits ?? "null");
    }
}
