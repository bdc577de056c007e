using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Features;

namespace RuleCompiler.Description;

/// <summary>
/// A sum on one rule with nothing left to look up: what conditions add is multiplied out. All numbers are exact and written as text:
/// decimals of at most 17 digits, such as <c>-0.039</c>, and fractions where there is none, such as <c>53/350</c>.
/// </summary>
/// <param name="Constant">The constant.</param>
/// <param name="Terms">What each input adds, in the order of the document; inputs that add nothing are left out.</param>
public sealed record ExpandedMap(string Constant, IReadOnlyList<ExpandedTerm> Terms)
{
    internal static ExpandedMap Of(ExpandedSum sum) => new(
        NumberWords.Exact(sum.Bias),
        sum.Parts.Where(p => p is { IsZero: false }).Select(p => ExpandedTerm.Of(p!)).ToArray());
}

/// <summary>What one input adds to a sum.</summary>
/// <param name="Input">The name of the input.</param>
/// <param name="Pieces">
/// Of a number what its quantities add: one piece, or those of its curve from left to right. None of a category.
/// </param>
/// <param name="Values">What each category adds, or each special value, by its name.</param>
public sealed record ExpandedTerm(string Input, IReadOnlyList<ExpandedTermPiece> Pieces, IReadOnlyDictionary<string, string> Values)
{
    internal static ExpandedTerm Of(ExpandedPart part) => new(
        part.Input.Name,
        part.Input.IsNumber ? ExpandedPiece.Of(part).Select(ExpandedTermPiece.Of).ToArray() : [],
        part.Input.Match(number => number.Specials.Select(s => s.Name), category => category.Categories)
            .Select((name, k) => (name, Value: NumberWords.Exact(part.Table[k]))).ToDictionary(v => v.name, v => v.Value));
}

/// <summary>A stretch of a number on which it adds <c>Weight * x + Constant</c>.</summary>
/// <param name="From">Where it begins, itself included; null where nothing is before it.</param>
/// <param name="Below">Where it ends, itself not included; null where nothing is after it.</param>
/// <param name="Weight">What a quantity is multiplied with.</param>
/// <param name="Constant">What is added to that.</param>
public sealed record ExpandedTermPiece(string? From, string? Below, string Weight, string Constant)
{
    internal static ExpandedTermPiece Of(ExpandedPiece piece) => new(
        piece.From is { } from ? NumberWords.Exact(from) : null,
        piece.Below is { } below ? NumberWords.Exact(below) : null,
        NumberWords.Exact(piece.Weight),
        NumberWords.Exact(piece.Constant));
}
