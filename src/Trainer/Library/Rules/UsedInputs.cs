using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Rules ask only for the inputs that they use.</summary>
internal static class UsedInputs
{
    /// <summary>Takes the inputs out of a document that no expression uses; one stays where none is used.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The same rules over fewer inputs.</returns>
    public static RuleDocument WithoutUnusedInputs(this RuleDocument document)
    {
        var expressions = document.Conditions.Select(c => c.Expression).Concat(document.Rules.SelectMany(document.Whole));
        var used = expressions.SelectMany(e => e.Terms).Select(t => t.Input).DefaultIfEmpty(0).Distinct().Order().ToArray();
        if (used.Length == document.Inputs.Count)
            return document;
        return document with
        {
            Inputs = used.Select(i => document.Inputs[i]).ToEquatableArray(),
            Conditions = document.Conditions.Select(c => c with { Expression = Moved(c.Expression, used) }).ToEquatableArray(),
            Rules = document.Rules.Select(r => r with
            {
                Own = Rule.Alone(document.Whole(r).Select(e => Moved(e, used))),
                Witness = r.Witness is { } witness ? used.Select(i => witness[i]).ToEquatableArray() : null,
            }).ToEquatableArray(),
        };
    }

    /// <summary>Rows of the data in the form of a document, which may ask for fewer inputs than the data have.</summary>
    /// <param name="features">The encoding of the data.</param>
    /// <param name="part">The rows.</param>
    /// <param name="document">The document.</param>
    /// <returns>For each row one value per input of the document.</returns>
    public static double[][] ToPoints(this FeatureEncoding features, DataPart part, RuleDocument document)
    {
        var positions = features.Inputs.Select((input, i) => (input.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        var used = document.Inputs.Select(i => positions[i.Name]).ToArray();
        return features.ToPoints(part.Table, part.Rows).Select(point => used.Select(i => point[i]).ToArray()).ToArray();
    }

    private static Expression Moved(Expression expression, IReadOnlyList<int> used) => expression with
    {
        Terms = expression.Terms.Select(t => t with { Input = IndexOf(used, t.Input) }).ToEquatableArray(),
    };

    private static int IndexOf(IReadOnlyList<int> used, int input)
    {
        var position = 0;
        while (used[position] != input)
            position++;
        return position;
    }
}
