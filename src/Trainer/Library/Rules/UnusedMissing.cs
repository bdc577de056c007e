using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>What is missing is no special value of a document where it adds to no output a number of its own.</summary>
internal static class UnusedMissing
{
    /// <summary>Lets the stand-in take its place, as <c>missing</c> of the input says it.</summary>
    /// <param name="document">The document, over all inputs of the data.</param>
    /// <param name="encoding">The features.</param>
    /// <param name="form">The function of the features that the document writes.</param>
    /// <param name="kept">The names of inputs whose special values stay all the same; null for none.</param>
    public static RuleDocument Replace(
        RuleDocument document, CurveEncoding encoding, HingeForm form, IReadOnlySet<string>? kept = null)
    {
        foreach (var curve in encoding.Curves.Where(
            c => c.AlwaysDeclared < c.Specials.Length && kept?.Contains(document.Inputs[c.Input].Name) != true))
        {
            var feature = curve.FirstSpecial + curve.AlwaysDeclared;
            if (form.Rows().Skip(form.Hinges).All(row => row.Weights[feature] == 0))
                document = Without(document, curve);
        }

        return document;
    }

    private static RuleDocument Without(RuleDocument document, CurveInput curve) => document with
    {
        Inputs = document.Inputs.Select((input, i) => i == curve.Input
            ? input.Match<Input>(
                number => number with
                {
                    Specials = number.Specials.Take(curve.AlwaysDeclared).ToEquatableArray(),
                    Missing = Number.From(curve.StandIn),
                },
                category => category)
            : input).ToEquatableArray(),
        Conditions = document.Conditions.Select(c => c with { Expression = Without(c.Expression, curve) }).ToEquatableArray(),
        Common = document.Common.Select(e => e is null ? null : Without(e, curve)).ToEquatableArray(),
    };

    private static Expression Without(Expression expression, CurveInput curve) => expression with
    {
        Terms = expression.Terms.Select(term => term.Input == curve.Input
            ? term.Match<Term>(
                number => number with { Specials = Without(number.Specials, curve) },
                category => category,
                piecewise => piecewise with { Specials = Without(piecewise.Specials, curve) })
            : term).ToEquatableArray(),
    };

    // It is the last one, so the others keep their positions.
    private static EquatableArray<SpecialWeight> Without(EquatableArray<SpecialWeight> weights, CurveInput curve) =>
        weights.Where(w => w.Special < curve.AlwaysDeclared).ToEquatableArray();
}
