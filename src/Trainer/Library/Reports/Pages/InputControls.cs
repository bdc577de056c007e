using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Controls by which the reader sets the inputs; <c>controls.js</c> reads them.</summary>
internal static class InputControls
{
    /// <summary>A control per input: a text field and a slider for a number, a list for a category.</summary>
    /// <param name="prefix">The beginning of their ids.</param>
    /// <param name="document">The document.</param>
    /// <param name="held">Their first values.</param>
    public static XElement Of(string prefix, RuleDocument document, IReadOnlyList<double> held) => new(
        "div",
        new XAttribute("class", "controls"),
        document.Inputs.Select((input, i) => Control($"{prefix}-{ShownNumber.Integer(i)}", input, held[i])));

    /// <summary>A list with its label.</summary>
    public static XElement Select(string id, string label, IEnumerable<(string Value, string Text)> options, string selected) => new(
        "div",
        new XAttribute("class", "control"),
        new XElement("label", new XAttribute("for", id), label),
        new XElement("select", new XAttribute("id", id), options.Select(o => new XElement(
            "option",
            new XAttribute("value", o.Value),
            string.Equals(o.Value, selected, StringComparison.Ordinal) ? new XAttribute("selected", "selected") : null,
            o.Text))));

    private static XElement Control(string id, Input input, double held) => input.Match(
        number => Control(id, number, held),
        category =>
        {
            var options = category.Categories.Select((c, i) => (ShownNumber.Integer(i), VisibleText.Of(c))).Append(("-1", "another value"));
            return Select(id, InputName.Of(input), options, ShownNumber.Integer((int)held));
        });

    private static XElement Control(string id, NumberInput number, double held)
    {
        var (low, high) = (number.Minimum.Value, number.Maximum.Value);
        return new XElement(
            "div",
            new XAttribute("class", "control"),
            new XElement("label", new XAttribute("for", id), InputName.Of(number)),
            new XElement(
                "input",
                new XAttribute("id", id),
                new XAttribute("type", "text"),
                new XAttribute("inputmode", "text"),
                new XAttribute("autocomplete", "off"),
                new XAttribute("spellcheck", "false"),
                new XAttribute("value", Text(held)),
                new XAttribute("aria-describedby", id + "-range")),
            low < high
                ? new XElement(
                    "input",
                    new XAttribute("id", id + "-slider"),
                    new XAttribute("type", "range"),
                    new XAttribute("aria-label", InputName.Of(number) + ", slider"),
                    new XAttribute("min", number.Minimum.Text),
                    new XAttribute("max", number.Maximum.Text),
                    new XAttribute("step", Step(high - low)),
                    new XAttribute("value", number.FindSpecial(held) < 0 ? Text(held) : number.Minimum.Text))
                : null,
            number.Specials.Count > 0 ? SpecialChoice(id + "-special", number, held) : null,
            new XElement(
                "small",
                new XAttribute("id", id + "-range"),
                $"{number.Minimum.Text} to {number.Maximum.Text} in training" + (number.Missing is null ? string.Empty : "; may be empty")
                    + Marks(number) + Specials(number)));
    }

    // What is missing, or special by being NaN, is an empty field.
    private static string Text(double held) => double.IsNaN(held) ? string.Empty : Number.From(held).Text;

    private static XElement SpecialChoice(string id, NumberInput number, double held) => new(
        "select",
        new XAttribute("id", id),
        new XAttribute("aria-label", InputName.Of(number) + ", a quantity or a special value"),
        number.Specials.Select((s, i) => (Value: i, Text: VisibleText.Of(s.Name))).Prepend((Value: -1, Text: "a quantity"))
            .Select(o => new XElement(
            "option",
            new XAttribute("value", ShownNumber.Integer(o.Value)),
            o.Value == number.FindSpecial(held) ? new XAttribute("selected", "selected") : null,
            o.Text)));

    private static string Specials(NumberInput input) =>
        string.Concat(input.Specials.Select(s => $"; {s.Value?.Text ?? "an empty field"} means {VisibleText.Of(s.Name)}"));

    private static string Marks(NumberInput input) =>
        input.Marks.Count == 0
            ? string.Empty
            : $"; {string.Join(", ", input.Marks.Select(m => m.Text))} {(input.Marks.Count == 1 ? "means" : "mean")} missing";

    // About a five-hundredth of the range, a power of ten, so that the slider stops at round numbers.
    private static string Step(double width)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(width / 100)));
        return double.IsFinite(power) && power > 0
            ? Number.From(double.Parse(Ticks.Text(power), System.Globalization.CultureInfo.InvariantCulture)).Text
            : "any";
    }
}
