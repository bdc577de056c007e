using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Tests.Support;

namespace RuleCompiler.Sql;

/// <summary>
/// Documents of hinges whose conditions move straight on the way from a reference: none is adjusted or has curves, and no rule has sums of
/// its own; with reasons that several inputs share.
/// </summary>
internal static class StraightDocuments
{
    private static readonly Shape[] Shapes = [Shape.Binary, Shape.Bits, Shape.Argmax, Shape.Value];

    /// <summary>As many as are asked for, of all shapes.</summary>
    public static IEnumerable<RuleDocument> Make(int count)
    {
        var made = 0;
        for (var seed = 0; made < count; seed++)
        {
            var random = new Random(seed);
            // Coarse numbers make shares that are equal, and conditions that are 0.
            var hinges = new RandomHinges(random) { IsCoarse = seed % 3 == 0, HasAwkwardSpecials = seed % 5 == 0 };
            RuleDocument document;
            try
            {
                document = Straightened(hinges.Next("H" + Text(seed), Shapes[seed % Shapes.Length], random.Next(2, 7)), random);
            }
            catch (RuleDocumentException)
            {
                continue;
            }

            if (!document.References.Any(r => r.IsDefault))
                continue;
            made++;
            yield return document;
        }
    }

    private static RuleDocument Straightened(RuleDocument document, Random random)
    {
        var straight = document with
        {
            Inputs = document.Inputs.Select(input => random.Next(2) == 0
                ? input
                : input with { Reason = new Reason("R" + Text(random.Next(3)), "what is told") }).ToEquatableArray(),
            Conditions = document.Conditions.Select(c => c with
            {
                Expression = c.Expression with
                {
                    Adjustments = EquatableArray<Adjustment>.Empty,
                    Terms = c.Expression.Terms.Where(t => t.Match(_ => true, _ => true, _ => false)).ToEquatableArray(),
                },
            }).ToEquatableArray(),
            Rules = document.Rules.Count == 1
                ? document.Rules
                : document.Rules.Select(r => r with { Own = r.Own.Select(_ => (Expression?)null).ToEquatableArray() }).ToEquatableArray(),
        };
        return RuleDocumentReader.Read(RuleDocumentWriter.Write(straight));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
