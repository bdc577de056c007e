using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes what the tree begins with: a test whether all values can be taken as they are.</summary>
internal sealed class AcceptanceTest(EmissionContext context)
{
    /// <summary>Writes the test; without inputs there is nothing to accept.</summary>
    public void Emit(CodeWriter code)
    {
        if (context.Document.Inputs.Count == 0)
            return;
        var numbers = Enumerable.Range(0, context.Document.Inputs.Count)
            .Where(i => context.Document.Inputs[i].Match(number => !number.AllowsNaN(), _ => false)).Select(context.Row.Operand).ToArray();
        if (numbers.Length > 0)
            code.Write($$"""double sum = {{GroupedSum.Lines(numbers)}};""");
        code.Write($$"""
            // Rare: a value that is missing, infinite or undeclared is replaced or refused, and the tree starts again.
            if (!isAccepted && {{Alternatives(Tests(numbers.Length > 0).ToArray())}})
            {
                return {{DocumentNames.AcceptanceMethod}}({{context.Row.Accepted.And("out rule")}});
            }
            """);
    }

    /// <summary>What tells that a category is not declared: as without a sign, so that −1 is large.</summary>
    /// <param name="category">The input.</param>
    /// <param name="operand">Its value.</param>
    public static string IsUndeclared(CategoryInput category, string operand) =>
        $"unchecked((uint){operand}) > {Literals.Int(category.Categories.Count - 1)}";

    /// <summary>What tells that some value may not be taken as it is.</summary>
    /// <remarks>
    /// A sum of all numbers is NaN or infinite if one of them is, and then less itself it is NaN. Finite numbers whose sum overflows
    /// are looked at too, one by one, and taken.
    /// </remarks>
    private IEnumerable<string> Tests(bool hasSum)
    {
        var tests = context.Document.Inputs.SelectMany((input, i) => input.Match(
            number => number.AllowsNaN()
                ? [$"double.IsInfinity({context.Row.Operand(i)})"]
                : AcceptanceEmitter.MarkTests(number, context.Row.Operand(i)),
            category => [IsUndeclared(category, context.Row.Operand(i))]));
        return hasSum ? tests.Prepend("double.IsNaN(sum - sum)") : tests;
    }

    private static IEnumerable<string> Alternatives(IReadOnlyList<string> tests) => tests.Count == 1
        ? tests
        : OperatorLines.Or(tests.Select((test, i) => (i == 0 ? "(" : string.Empty) + test + (i == tests.Count - 1 ? ")" : string.Empty)));
}
