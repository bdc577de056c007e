using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes what stands between a caller's values and the tree: what is missing, infinite or undeclared is replaced or refused.
/// </summary>
internal sealed class AcceptanceEmitter(EmissionContext context) : IMemberEmitter
{
    /// <summary>The expression that takes a value, or what stands for it.</summary>
    /// <param name="input">The input.</param>
    /// <param name="operand">The value.</param>
    /// <param name="name">What an exception calls it.</param>
    public static string Call(Input input, string operand, string name) => input.Match(
        number =>
        {
            var missing = number.Missing is { } value ? ", " + value.Literal : string.Empty;
            var given = number.Marks.Count > 0 ? $"{string.Join(" || ", MarkTests(number, operand))} ? double.NaN : {operand}" : operand;
            var accepted = $"Accept({given}{missing}, \"{name}\")";
            return number.AllowsNaN() ? $"double.IsNaN({operand}) ? {operand} : {accepted}" : accepted;
        },
        _ => $"Accept({operand}, \"{name}\")");

    /// <summary>What tells that a number is one that means missing: a test for each mark.</summary>
    public static IEnumerable<string> MarkTests(NumberInput input, string operand) => input.Marks.Select(m => $"{operand} == {m.Literal}");

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        var numbers = context.Document.Inputs.Numbers().ToList();
        if (numbers.Any(n => n.Missing is null))
            EmitRequired(code);
        if (numbers.Any(n => n.Missing is not null))
            EmitReplaced(code);
        if (numbers.Count > 0)
            EmitRefusal(code);
        for (var i = 0; i < context.Document.Inputs.Count; i++)
            context.Document.Inputs[i].Match(_ => { }, category => EmitCategory(code, category, context.Names.Inputs[i]));
    }

    private static void EmitRequired(CodeWriter code) => code.Write($$"""

        // A number that has to be there.
        {{Attributes.NotUserCode}}
        private static double Accept(double value, string name)
        {
            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                Refuse(value, name);
            }
            return value;
        }
        """);

    private static void EmitReplaced(CodeWriter code) => code.Write($$"""

        // A number that may be missing (NaN): another stands for it.
        {{Attributes.NotUserCode}}
        private static double Accept(double value, double missing, string name)
        {
            if (double.IsInfinity(value))
            {
                Refuse(value, name);
            }
            return double.IsNaN(value) ? missing : value;
        }
        """);

    private static void EmitRefusal(CodeWriter code) => code.Write($$"""

        {{Attributes.NotUserCode}}
        private static void Refuse(double value, string name)
        {
            throw new global::System.ArgumentException(
                double.IsNaN(value)
                    ? "The number is missing (NaN), and the rules have no value that stands for a missing one."
                    : "The number is infinite.",
                name);
        }
        """);

    private static void EmitCategory(CodeWriter code, CategoryInput category, InputNames names)
    {
        code.Write($$"""

            {{Attributes.NotUserCode}}
            private static {{names.Type}} Accept({{names.Type}} value, string name)
            {
                if ((int)value < 0 || (int)value > {{category.Categories.Count - 1}})
                {
                    {{Undeclared}}
                }
                return value;
            }
            """);

        void Undeclared(CodeWriter code)
        {
            if (category.Other is { } other)
            {
                code.Write($$"""return {{names.Type}}.{{names.Members[other]}};""");
                return;
            }

            code.Write($$"""
                throw new global::System.ArgumentOutOfRangeException(
                    name, value, "The category is not one that is declared, and none stands for others.");
                """);
        }
    }
}
