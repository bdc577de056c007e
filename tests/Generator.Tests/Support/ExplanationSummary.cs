using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>
/// Every text and number of an explanation: of the interpreter's and of generated code's, which are two types with the same members.
/// </summary>
internal static class ExplanationSummary
{
    /// <summary>C# that gathers an <c>explanation</c> into <c>numbers</c> and <c>text</c>; what <see cref="Gather"/> does.</summary>
    public const string Statements =
        """
        var text = explanation.ToString() + "|" + explanation.RuleText + "|" + explanation.Decision;
        numbers.Add(explanation.Rule);
        numbers.Add(explanation.Class);
        numbers.Add(explanation.Probability);
        numbers.Add(explanation.DistanceToOtherRule);
        numbers.Add(explanation.DistanceToDecision);
        numbers.Add(explanation.IsDistanceToDecisionExact ? 1 : 0);
        foreach (var i in explanation.Inputs)
        {
            text += "|" + i.Name + "|" + i.Text;
            numbers.Add(i.Value);
            numbers.Add(i.Insens);
            numbers.Add((i.IsReplaced ? 1 : 0) + (i.IsOutside ? 2 : 0));
        }

        foreach (var o in explanation.Outputs)
        {
            text += "|" + o.Name;
            numbers.Add(o.Value);
            numbers.Add(o.Probability);
            numbers.Add(o.Bias);
            foreach (var t in o.Terms)
            {
                numbers.Add(t.Input);
                numbers.Add(t.Weight);
                numbers.Add(t.Value);
                numbers.Add(t.Centre);
                numbers.Add(t.Contribution);
            }
        }

        foreach (var s in explanation.Shares)
        {
            text += "|" + s.Reference + "|" + s.Score + "|" + string.Join("|", s.ReferenceTexts);
            numbers.Add(s.Output);
            numbers.Add(s.Against);
            numbers.Add(s.AtReference);
            numbers.Add(s.AtRow);
            numbers.AddRange(s.Shares);
            foreach (var r in s.Reasons)
            {
                text += "|" + r.Name + "|" + r.Code + "|" + r.Text;
                numbers.Add(r.Input);
                numbers.Add(r.Share);
            }
        }

        foreach (var c in explanation.Conditions)
        {
            numbers.Add(c.Number);
            numbers.Add(c.Value);
            numbers.Add(c.Distance);
            numbers.Add(c.IsNegative ? 1 : 0);
        }
        """;

    public static string Of(Explanation explanation)
    {
        var numbers = new List<double>();
        return Of(Gather(explanation, numbers), numbers);
    }

    /// <summary>One NaN is like another: its bits are not a part of what is promised.</summary>
    public static string Of(string text, IEnumerable<double> numbers) => text + "|" + string.Join(
        " ", numbers.Select(n => double.IsNaN(n) ? "NaN" : BitConverter.DoubleToInt64Bits(n).ToString("X", CultureInfo.InvariantCulture)));

    private static string Gather(Explanation explanation, List<double> numbers)
    {
        var text = explanation.ToString() + "|" + explanation.RuleText + "|" + explanation.Decision;
        numbers.Add(explanation.Rule);
        numbers.Add(explanation.Class);
        numbers.Add(explanation.Probability);
        numbers.Add(explanation.DistanceToOtherRule);
        numbers.Add(explanation.DistanceToDecision);
        numbers.Add(explanation.IsDistanceToDecisionExact ? 1 : 0);
        foreach (var i in explanation.Inputs)
        {
            text += "|" + i.Name + "|" + i.Text;
            numbers.Add(i.Value);
            numbers.Add(i.Insens);
            numbers.Add((i.IsReplaced ? 1 : 0) + (i.IsOutside ? 2 : 0));
        }

        foreach (var o in explanation.Outputs)
        {
            text += "|" + o.Name;
            numbers.Add(o.Value);
            numbers.Add(o.Probability);
            numbers.Add(o.Bias);
            foreach (var t in o.Terms)
            {
                numbers.Add(t.Input);
                numbers.Add(t.Weight);
                numbers.Add(t.Value);
                numbers.Add(t.Centre);
                numbers.Add(t.Contribution);
            }
        }

        foreach (var s in explanation.Shares)
        {
            text += "|" + s.Reference + "|" + s.Score + "|" + string.Join("|", s.ReferenceTexts);
            numbers.Add(s.Output);
            numbers.Add(s.Against);
            numbers.Add(s.AtReference);
            numbers.Add(s.AtRow);
            numbers.AddRange(s.Shares);
            foreach (var r in s.Reasons)
            {
                text += "|" + r.Name + "|" + r.Code + "|" + r.Text;
                numbers.Add(r.Input);
                numbers.Add(r.Share);
            }
        }

        foreach (var c in explanation.Conditions)
        {
            numbers.Add(c.Number);
            numbers.Add(c.Value);
            numbers.Add(c.Distance);
            numbers.Add(c.IsNegative ? 1 : 0);
        }
        return text;
    }
}
