using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace RuleCompiler.Runtime.Tests.Policies;

internal sealed partial class SmtText
{
    /// <summary>Whether a row can be changed to the other label at a cost.</summary>
    /// <param name="document">A document of version 2 with one output and one threshold, each number of which has a step.</param>
    /// <param name="row">The row: numbers, special ones too, and positions of categories.</param>
    /// <param name="isYes">Whether the label at or above the threshold is wanted.</param>
    /// <param name="most">How many inputs may change.</param>
    /// <param name="costs">What a step of each input costs, or another category.</param>
    /// <param name="atMost">What all changes cost at most; null for any cost.</param>
    public static string OfChange(string document, double[] row, bool isYes, int most, long[] costs, long? atMost)
    {
        var smt = new SmtText(document, "{}");
        smt.AddRow("a");
        for (var i = 0; i < row.Length; i++)
            smt.AddChange(smt.Inputs.ElementAt(i), i, row[i], costs[i]);
        var threshold = Real(smt._document.GetProperty("decision").GetProperty("thresholds")[0].GetProperty("threshold"));
        smt.Assert(isYes ? $"(>= y_a {threshold})" : $"(< y_a {threshold})");
        var positions = Enumerable.Range(0, row.Length).ToArray();
        smt.Assert($"(<= (+ 0 {string.Join(' ', positions.Select(i => $"(ite (= n{Digits(i)} 0) 0 1)"))}) {Digits(most)})");
        if (atMost is { } limit)
            smt.Assert($"(<= (+ 0 {string.Join(' ', positions.Select(i => $"(* {Digits(costs[i])} n{Digits(i)})"))}) {Digits(limit)})");
        return smt._text.Append("(check-sat)\n").ToString();
    }

    // n is the number of steps, or whether another category is chosen.
    private void AddChange(JsonElement input, int i, double value, long cost)
    {
        var way = input.TryGetProperty("actionable", out var actionable) ? Text(actionable) : "no";
        _text.Append(CultureInfo.InvariantCulture, $"(declare-const n{i} Int)\n");
        Assert($"(and (>= n{Digits(i)} 0) (>= {Digits(cost)} 0))");
        if (input.TryGetProperty("categories", out _))
        {
            Assert($"(= n{Digits(i)} (ite (= c{Digits(i)}_a {Digits((long)value)}) 0 1))");
            if (way == "no")
                Assert($"(= n{Digits(i)} 0)");
            return;
        }

        var special = input.TryGetProperty("special", out var list)
            ? list.EnumerateArray().ToList().FindIndex(s => s.GetProperty("value").GetDouble().Equals(value))
            : -1;
        if (special >= 0)
        {
            Assert($"(and (= k{Digits(i)}_a {Digits(special)}) (= n{Digits(i)} 0))");
            return;
        }

        var step = way == "no" ? "0.0" : Real(input.GetProperty("step"));
        var at = Decimal(value);
        _text.Append(CultureInfo.InvariantCulture, $"(declare-const s{i} Int)\n");
        Assert($"(and (= k{Digits(i)}_a (- 1)) (= x{Digits(i)}_a (+ {at} (* {step} (to_real s{Digits(i)})))))");
        Assert($"(= n{Digits(i)} (ite (< s{Digits(i)} 0) (- s{Digits(i)}) s{Digits(i)}))");
        if (way is "no" or "up")
            Assert($"(>= s{Digits(i)} 0)");
        if (way is "no" or "down")
            Assert($"(<= s{Digits(i)} 0)");
    }

    private static string Decimal(double value)
    {
        var text = System.Math.Abs(value).ToString("0.0###############", CultureInfo.InvariantCulture);
        return value < 0 ? $"(- {text})" : text;
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
