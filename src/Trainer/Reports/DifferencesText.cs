using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Geometry;

namespace RuleCompiler.Trainer.Reports;

/// <summary>How far rules can be from a network, as text.</summary>
public static class DifferencesText
{
    /// <summary>Words the differences.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="differences">One per output.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Of(RuleDocument document, IReadOnlyList<OutputDifference> differences)
    {
        yield return $"{VisibleText.Of(document.Name)}: the largest |rules - network| inside the ranges, proven.";
        foreach (var difference in differences)
        {
            yield return string.Empty;
            yield return $"{VisibleText.Of(document.Outputs[difference.Output].Name)}: {IntervalText(difference)}";
            yield return $"  rules {ShownNumber.Short(difference.Rules)}, network {ShownNumber.Short(difference.Network)} at";
            var rows = document.Inputs.Select((input, i) => new[] { "    " + VisibleText.Of(input.Name), ShownNumber.Short(difference.Point[i]) }).ToArray();
            foreach (var line in AlignedText.Of(rows))
                yield return line;
            if (!difference.IsComplete)
                yield return $"  stopped after {ShownNumber.Integer(difference.Regions)} regions: a higher --max-regions or --time-limit narrows this.";
        }
    }

    // One number where the ends of the interval show alike.
    private static string IntervalText(OutputDifference difference)
    {
        var (lower, upper) = (ShownNumber.Short(difference.Lower), ShownNumber.Short(difference.Upper));
        return lower == upper ? lower : $"at least {lower}, at most {upper}";
    }
}
