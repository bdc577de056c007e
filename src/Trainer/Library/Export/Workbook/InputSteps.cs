using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>From what is typed to the values that count: what is missing, special, unknown, outside or refused.</summary>
/// <param name="document">The document.</param>
/// <param name="numbers">The sheet of numbers.</param>
internal sealed class InputSteps(RuleDocument document, NumbersSheet numbers)
{
    private static readonly Formula Zero = Formula.Whole(0);
    private static readonly Formula One = Formula.Whole(1);

    private readonly int?[] _missing = document.Inputs.Select(i => i.Match(_ => null, c => new CategoryTexts(c).Missing)).ToArray();

    /// <summary>Why a row is refused.</summary>
    public const string Refused = "Refused because";

    /// <summary>Writes the steps of all inputs.</summary>
    /// <param name="row">The row.</param>
    /// <param name="given">The cells that values are typed in.</param>
    /// <returns>The inputs.</returns>
    public AcceptedInput[] Accept(StepRow row, IReadOnlyList<Formula> given)
    {
        // Of a number the special value that it is, of a category its position.
        var found = given.Select((g, i) => document.Inputs[i].Match(
            n => n.Specials.Count == 0 ? null : row.Add(n.Name, "special value", Special(n, numbers.Inputs[i], g)),
            c => (Formula?)row.Add(c.Name, "position", Position(numbers.Inputs[i], g, _missing[i])))).ToArray();
        var states = given.Select((g, i) => row.Add(document.Inputs[i].Name, "state", document.Inputs[i].Match(
            n => State(n, numbers.Inputs[i], g, found[i]),
            c => Formula.If(found[i]! > Zero, Zero, Formula.Whole(c.Other is null ? InputState.Unknown : InputState.Other))))).ToArray();
        return given.Select((g, i) => document.Inputs[i].Match(
            n => new AcceptedInput(states[i], found[i], row.Add(n.Name, "value", Value(numbers.Inputs[i], g, states[i], found[i]))),
            c => new AcceptedInput(
                states[i],
                null,
                row.Add(c.Name, "value", Formula.If(found[i]! > Zero, found[i]!, Formula.Whole((c.Other ?? 0) + 1)))))).ToArray();
    }

    /// <summary>Writes for each input whether it is outside of what the rules were made from.</summary>
    public Formula[] Outside(StepRow row, AcceptedInput[] inputs) => inputs.Select((input, i) => row.Add(
        document.Inputs[i].Name,
        "outside",
        document.Inputs[i].Match(
            _ => Formula.If(
                Formula.Or(Is(input, InputState.Plain), Is(input, InputState.Replaced)),
                Formula.If(Formula.Or(input.Value < numbers.Inputs[i].Minimum!, input.Value > numbers.Inputs[i].Maximum!), One, Zero),
                Zero),
            _ => Formula.If(Is(input, InputState.Plain), Zero, One)))).ToArray();

    /// <summary>Writes why the row is refused: the first reason, in the order of the inputs; an empty text where it is not.</summary>
    public Formula Refusal(StepRow row, AcceptedInput[] inputs)
    {
        Formula? before = null;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (WhyNot(i, inputs[i]) is { } why)
                before = row.Add(
                    document.Inputs[i].Name, Refused, before is null ? why : Formula.If(Formula.IsBlank(before), why, before));
        }

        return before ?? row.Add(string.Empty, Refused, Formula.Words(string.Empty));
    }

    /// <summary>Whether an input is in a state.</summary>
    public static Formula Is(AcceptedInput input, int state) => Formula.Same(input.State, Formula.Whole(state));

    private Formula? WhyNot(int i, AcceptedInput input)
    {
        var (name, none) = (numbers.Inputs[i].Name, Formula.Words(string.Empty));
        return document.Inputs[i].Match(
            number =>
            {
                var text = Formula.If(
                    Is(input, InputState.NoNumber), Formula.Joined(name, Formula.Words(" is a text and no number")), none);
                var missing = Formula.Joined(name, Formula.Words(" is missing, and nothing stands for that"));
                return IsMissingRefused(number) ? Formula.If(Is(input, InputState.Missing), missing, text) : text;
            },
            category => category.Other is not null ? null : Formula.If(
                Is(input, InputState.Unknown),
                Formula.Joined(name, Formula.Words(" is none of the categories, and none stands for others")),
                none));
    }

    private static bool IsMissingRefused(NumberInput input) =>
        input.Missing is null && (input.Marks.Count > 0 || input.FindSpecial(double.NaN) < 0);

    private static Formula Special(NumberInput input, InputCells cells, Formula given)
    {
        var (names, positions) = (cells.SpecialNames!, cells.SpecialPositions!);
        var exact = Formula.Beside(names, positions, given, trimmed: false);
        return Formula.If(
            Formula.IsBlank(given),
            Formula.Whole(input.FindSpecial(double.NaN) + 1),
            Formula.If(
                Formula.IsNumber(given),
                Formula.BesideNumber(cells.Specials!, positions, given),
                Formula.If(exact > Zero, exact, Formula.Beside(names, positions, given, trimmed: true))));
    }

    private static Formula Position(InputCells cells, Formula given, int? missing)
    {
        var (texts, positions) = (cells.Texts!, cells.Positions!);
        var exact = Formula.Beside(texts, positions, given, trimmed: false);
        var trimmed = Formula.Beside(texts, positions, given, trimmed: true);
        var found = cells.Numbers is { } all
            ? Formula.If(Formula.IsNumber(given), Formula.BesideNumber(all, positions, given), trimmed)
            : trimmed;
        return Formula.If(Formula.IsBlank(given), Formula.Whole((missing ?? -1) + 1), Formula.If(exact > Zero, exact, found));
    }

    private static Formula State(NumberInput input, InputCells cells, Formula given, Formula? special)
    {
        var missing = Formula.Whole(input.Missing is null ? InputState.Missing : InputState.Replaced);
        var number = cells.Marks is null
            ? Zero
            : Formula.If(Formula.BesideNumber(cells.Marks, cells.MarkOnes!, given) > Zero, missing, Zero);
        var state = Formula.If(
            Formula.IsBlank(given), missing, Formula.If(Formula.IsNumber(given), number, Formula.Whole(InputState.NoNumber)));
        return special is null ? state : Formula.If(special > Zero, Formula.Whole(InputState.Special), state);
    }

    // A row that is refused is calculated on with the smallest number, and answered with nothing.
    private static Formula Value(InputCells cells, Formula given, Formula state, Formula? special)
    {
        var value = Formula.If(Formula.Same(state, Zero), given, cells.Minimum!);
        if (cells.Missing is { } missing)
            value = Formula.If(Formula.Same(state, Formula.Whole(InputState.Replaced)), missing, value);
        return special is null ? value : Formula.If(special > Zero, Formula.At(cells.Specials!, special), value);
    }
}
