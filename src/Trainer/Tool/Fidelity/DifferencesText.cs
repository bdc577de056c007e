using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Fidelity;

/// <summary>How far rules can be from a network, as text.</summary>
public static class DifferencesText
{
    /// <summary>Describes the differences.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="differences">One per output.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Of(RuleDocument document, IReadOnlyList<OutputDifference> differences)
    {
        var open = differences.Count(d => !d.IsComplete);
        yield return $"{VisibleText.Of(document.Name)}: the largest |rules - network| inside the ranges, "
            + (open == 0 ? "proven." : differences.Count == 1 ? "not decided." : $"not decided for {open} of {differences.Count} outputs.");
        yield return "After ≈ numbers are rounded for reading; --json has all of their digits.";
        foreach (var difference in differences)
        {
            yield return string.Empty;
            yield return $"{VisibleText.Of(document.Outputs[difference.Output].Name)}: {IntervalText(difference)}";
            yield return $"  rules {ShownNumber.Short(difference.Rules)}, network {ShownNumber.Short(difference.Network)} at";
            var rows = document.Inputs.Select(
                (input, i) => new[] { "    " + VisibleText.Of(input.Name), ShownNumber.Short(difference.Point[i]) }).ToArray();
            foreach (var line in AlignedText.Of(rows))
                yield return line;
            if (!difference.IsComplete)
                yield return $"  not decided: {Why(difference)}, after {ShownNumber.Integer(difference.Regions)} regions.";
        }
    }

    private static string Why(OutputDifference difference) => difference.Stopped switch
    {
        WorkStop.Time => "the time was up; a higher --time-limit narrows this",
        WorkStop.Memory => "there was not enough memory; a higher --max-memory may narrow this",
        _ => "there are more regions than --max-regions, of which more narrow this",
    };

    // One number where the ends of the interval show alike.
    private static string IntervalText(OutputDifference difference)
    {
        if (!difference.IsComplete)
        {
            return double.IsFinite(difference.Upper)
                ? $"somewhere from {ShownNumber.Short(difference.Lower)}, which was found, to {ShownNumber.Short(difference.Upper)}, "
                    + $"beyond which it is ruled out; {ShownNumber.Short(difference.Upper - difference.Lower)} are open"
                : $"at least {ShownNumber.Short(difference.Lower)}, which was found; nothing is ruled out yet";
        }

        var (lower, upper) = (difference.Lower, difference.Upper);
        var shown = ShownNumber.Rounded(lower);
        if (!shown.Equals(ShownNumber.Rounded(upper)))
            return $"at least {ShownNumber.Short(lower)}, at most {ShownNumber.Short(upper)}";
        return ShownNumber.Short(shown.Equals(lower) ? upper : lower);
    }
}
