using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>The claim that what is computed in doubles decides as the exact rules do, outside of stated bands.</summary>
internal static class DoublesClaim
{
    private const int InputsShown = 4;

    /// <summary>How wide the bands are.</summary>
    /// <param name="document">The document.</param>
    /// <param name="bands">Its bands.</param>
    public static Claim Of(RuleDocument document, EquatableArray<Band> bands)
    {
        var findings = new FindingList();
        foreach (var band in bands.Where(b => double.IsInfinity(b.Width)))
            findings.LeaveOpen($"{Subject(band)} could be too large for a double inside the ranges.");
        return new Claim(
            ClaimKind.Doubles,
            "Outside of these bands doubles decide as exact arithmetic does.",
            "It is not decided whether all numbers are within those of doubles.",
            findings,
            ("bands", bands.Count),
            ("exact", bands.Count(b => b.Width == 0)))
        {
            Statements = bands.Where(b => !double.IsInfinity(b.Width))
                .Select(b => new Statement(Words(document, b))).ToEquatableArray(),
        };
    }

    /// <summary>The same in a sentence, for those who read the compiled rules.</summary>
    /// <param name="document">The document.</param>
    public static string Summary(RuleDocument document)
    {
        var bands = Band.Of(document);
        if (bands.Any(b => double.IsInfinity(b.Width)))
            return "Inside the ranges some numbers could be too large for doubles.";
        var (border, decision) = (bands.Where(b => b.Condition is not null).Select(b => b.Width).DefaultIfEmpty(0).Max(),
            bands.Where(b => b.Condition is null).Max(b => b.Width));
        if (!document.Decision.IsClass)
            return $"Inside the ranges values are computed within {Order(decision)} of what the rules say in exact arithmetic"
                + (border > 0 ? $", but where a condition is within {Order(border)} of 0." : ".");
        string[] exceptions =
        [
            .. border > 0 ? new[] { $"where a condition is within {Order(border)} of 0" } : [],
            .. decision > 0
                ? new[] { document.Decision.ComparesOutputs
                    ? $"where the two largest scores are within {Order(decision)} of each other"
                    : $"where a score is within {Order(decision)} of its threshold" }
                : [],
        ];
        return "Inside the ranges the code decides as the rules say in exact arithmetic"
            + (exceptions.Length == 0
                ? "."
                : $", except {string.Join(", or ", exceptions)}: there rounding decides, in the same way everywhere.");
    }

    private static string Words(RuleDocument document, Band band)
    {
        if (band.Width == 0)
            return $"{Subject(band)} is computed without an error.";
        var width = Shown(band.Width);
        var inputs = band.Inputs.Count == 0 ? string.Empty : $", that is {string.Join(", ", band.Inputs.Take(InputsShown).Select(Words))}"
            + (band.Inputs.Count > InputsShown
                ? $" and {(band.Inputs.Count - InputsShown).ToString(CultureInfo.InvariantCulture)} more inputs"
                : string.Empty);
        return band.Condition is not null
            ? $"{Subject(band)} has its exact side where it is farther than {width} from 0{inputs}."
            : document.Decision.Match(
                _ => $"{Subject(band)} is within {width} of its exact value.",
                _ => $"{Subject(band)} has its exact label where it is farther than {width} from its threshold{inputs}.",
                _ => $"The label is the exact one where the two largest outputs are farther than {width} apart{inputs}.");
    }

    private static string Subject(Band band) => band.Condition is { } id
        ? "Condition " + id.ToString(CultureInfo.InvariantCulture)
        : band.Output is { } output ? VisibleText.Of(output) : "An output";

    // A weight may be so small that no double of its input leads out of the band.
    private static string Words(BandInput input) =>
        $"{(double.IsInfinity(input.Width) ? "every value" : Shown(input.Width))} of {VisibleText.Of(input.Input)}";

    // The next power of ten: a number of the rules that is changed a little leaves the sentence as it is.
    private static string Order(double width)
    {
        const string One = "1.0000000000000000E";
        var text = width.ToString("E16", CultureInfo.InvariantCulture);
        var power = int.Parse(text.Substring(One.Length), CultureInfo.InvariantCulture)
            + (text.StartsWith(One, StringComparison.Ordinal) ? 0 : 1);
        return Read("1E" + power.ToString(CultureInfo.InvariantCulture)).Text;
    }

    // Rounded up, so that the sentence stays true.
    private static string Shown(double width)
    {
        var text = width.ToString("E1", CultureInfo.InvariantCulture);
        if (Read(text).Value < width)
            text = (width * 1.05).ToString("E1", CultureInfo.InvariantCulture);
        return Read(text).Text;
    }

    // Above the largest double there is none to round up to.
    private static Number Read(string text) => Number.From(Number.TryParse(text, out var number) ? number.Value : double.MaxValue);
}
