using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>A curve, and the sum that it is part of.</summary>
/// <param name="Term">The curve with the numbers of its special values.</param>
/// <param name="Input">The number that it is a function of.</param>
/// <param name="Place">What it adds to, such as <c>the common part of paid</c>.</param>
internal sealed record PlacedCurve(CurveTerm Term, NumberInput Input, string Place)
{
    /// <summary>The special values with what each adds, 0 where the curve does not say.</summary>
    public IReadOnlyList<(SpecialValue Special, Number Adds)> Specials { get; } = [.. Input.Specials.Zip(Term.Specials.Table(Input))];

    /// <summary>The input as people call it, with its unit in brackets.</summary>
    public string Title => Input.Title is { } title ? InputName.Of(Input with { Name = title }) : InputName.Of(Input);

    /// <summary>All curves of a document: of the common part, of the conditions, then of the rules.</summary>
    public static IEnumerable<PlacedCurve> Of(RuleDocument document) =>
    [
        .. document.Common.SelectMany((sum, k) => Of(document, sum, $"the common part of {Output(document, k)}")),
        .. document.Conditions.SelectMany(
            c => Of(
                document,
                c.Expression,
                $"condition {ShownNumber.Integer(c.Id)}{(c.Name is { } name ? ", " + VisibleText.Of(name) : string.Empty)}")),
        .. document.Rules.SelectMany(
            r => r.Own.SelectMany((sum, k) => Of(document, sum, $"{Output(document, k)} in rule {ShownNumber.Integer(r.Id)}"))),
    ];

    private static IEnumerable<PlacedCurve> Of(RuleDocument document, Expression? sum, string place) =>
        (sum?.Terms ?? EquatableArray<Term>.Empty).SelectMany(
            t => t.Match(
                _ => Enumerable.Empty<PlacedCurve>(),
                _ => [],
                curve => [new PlacedCurve(curve, document.Inputs.NumberAt(curve.Input), place)]));

    private static string Output(RuleDocument document, int output) => VisibleText.Of(document.Outputs[output].Name);
}
