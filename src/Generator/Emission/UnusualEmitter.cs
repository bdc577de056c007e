using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes what counts the values of a row that are no ordinary ones.</summary>
internal sealed class UnusualEmitter(EmissionContext context, InputCells cells)
{
    private readonly InputGroups _groups = new(context.Document);

    /// <summary>Writes the methods.</summary>
    public void Emit(CodeWriter code)
    {
        if (context.Row.AreScalars)
        {
            code.Write($$"""

                {{Attributes.NotInlined}}
                private void CountUnusual({{context.Row.Parameters}})
                {
                    CountUnusual(new Input({{context.Row.Accepted}}));
                }
                """);
        }

        code.Write($$"""

            // Counts what the values of a row are, unless it is refused: then nothing else of it is counted.
            {{Attributes.NotInlined}}
            private void CountUnusual(in Input input)
            {
                if ({{OperatorLines.Or(_groups.All.Select(g => $"CountRefusal{g.Suffix}(in input)"))}})
                {
                    return;
                }
                {{_groups.All.Select(g => $"CountValues{g.Suffix}(in input);")}}
            }
            """);
        foreach (var group in _groups.All)
        {
            code.Write($$"""

                // Counts a row for the first input that cannot be taken, and tells whether there is one.
                private bool CountRefusal{{group.Suffix}}(in Input input)
                {
                    {{code => EmitRefusals(code, group)}}
                    return false;
                }

                // Counts each value that is special, missing, out of its range or not declared.
                private void CountValues{{group.Suffix}}(in Input input)
                {
                    {{code => EmitValues(code, group)}}
                }
                """);
        }
    }

    private static string Is(SpecialValue special, string operand) =>
        special.Value is { } value ? $"{operand} == {value.Literal}" : $"double.IsNaN({operand})";

    private static IEnumerable<string> IsMissing(NumberInput number, string operand) =>
        AcceptanceEmitter.MarkTests(number, operand).Prepend($"double.IsNaN({operand})");

    private void EmitRefusals(CodeWriter code, InputGroup group)
    {
        foreach (var i in group.Inputs)
        {
            var operand = "input." + context.Names.Inputs[i].Property;
            if (Refusals(context.Document.Inputs[i], operand).ToArray() is not { Length: > 0 } tests)
                continue;
            code.Write($$"""
                if ({{OperatorLines.Or(tests)}})
                {
                    _inputs[{{cells.PositionOf(i, InputCell.Refused)}}]++;
                    return true;
                }
                """);
        }
    }

    private static IEnumerable<string> Refusals(Input input, string operand) => input.Match(
        number => (number.Missing is not null || number.AllowsNaN() ? [] : IsMissing(number, operand))
            .Append($"double.IsInfinity({operand})"),
        category => category.Other is null ? [AcceptanceTest.IsUndeclared(category, operand)] : []);

    private void EmitValues(CodeWriter code, InputGroup group)
    {
        foreach (var i in group.Inputs)
        {
            var tests = Values(context.Document.Inputs[i], i, "input." + context.Names.Inputs[i].Property).ToArray();
            if (tests.Length == 0)
                continue;
            code.Write($$"""
                // {{ShownName.Of(context.Document.Inputs[i].Name)}}.
                {{tests.SelectMany(Statement)}}
                """);
        }
    }

    private static IEnumerable<string> Statement((string Test, int Cell) value, int position) =>
    [
        $"{(position == 0 ? "if" : "else if")} ({value.Test})",
        "{",
        $"    _inputs[{Literals.Int(value.Cell)}]++;",
        "}",
    ];

    private IEnumerable<(string Test, int Cell)> Values(Input input, int position, string operand) => input.Match(
        number => Values(number, position, operand),
        category => category.Other is null
            ? []
            : [(AcceptanceTest.IsUndeclared(category, operand), cells.PositionOf(position, InputCell.Other))]);

    private IEnumerable<(string Test, int Cell)> Values(NumberInput number, int position, string operand)
    {
        for (var s = 0; s < number.Specials.Count; s++)
            yield return (Is(number.Specials[s], operand), cells.PositionOf(position, s));
        if (number.Missing is not null)
            yield return (string.Join(" || ", IsMissing(number, operand)), cells.PositionOf(position, InputCell.Missing));
        yield return ($"{operand} < {number.Minimum.Literal}", cells.PositionOf(position, InputCell.Below));
        yield return ($"{operand} > {number.Maximum.Literal}", cells.PositionOf(position, InputCell.Above));
    }
}
