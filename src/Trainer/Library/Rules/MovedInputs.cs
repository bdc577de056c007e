using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Rules;

/// <summary>The same rules over other lists of inputs.</summary>
internal static class MovedInputs
{
    /// <summary>Puts a document over other inputs, its sums in the order that they had, and so with the same bits.</summary>
    /// <param name="document">The document.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="position">The new position of an input, for every input that a sum uses.</param>
    /// <param name="values">The values of a row of the document as one of the new inputs; null where a witness cannot be one.</param>
    public static RuleDocument Over(
        this RuleDocument document,
        EquatableArray<Input> inputs,
        Func<int, int> position,
        Func<EquatableArray<InputValue>, EquatableArray<InputValue>?> values)
    {
        return document with
        {
            Inputs = inputs,
            Conditions = document.Conditions.Select(c => c with { Expression = Moved(c.Expression) }).ToEquatableArray(),
            Common = document.Common.Select(e => e is null ? null : Moved(e)).ToEquatableArray(),
            Rules = document.Rules.Select(r => r with
            {
                Own = r.Own.Select(e => e is null ? null : Moved(e)).ToEquatableArray(),
                Witness = r.Witness is { } witness ? values(witness) : null,
            }).ToEquatableArray(),
            References = document.References.Select(r => (Reference: r, Row: values(r.Row))).Where(r => r.Row is not null)
                .Select(r => r.Reference with { Row = r.Row! }).ToEquatableArray(),
        };

        Expression Moved(Expression expression) => expression with
        {
            Terms = expression.Terms.Select(t => t with { Input = position(t.Input) }).ToEquatableArray(),
        };
    }
}
