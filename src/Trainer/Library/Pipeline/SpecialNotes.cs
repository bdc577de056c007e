using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What is said of values of numbers that are no quantities.</summary>
internal static class SpecialNotes
{
    /// <summary>Sees to it that the model can tell them apart.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">What to do.</param>
    /// <exception cref="InputFileException">It cannot.</exception>
    public static void Require(Dataset data, TrainingOptions options)
    {
        if ((options.Model == ModelKind.Tree || options.Schedule == Schedule.Note) && Inputs(data).Any())
            throw new InputFileException(
                data.Table.Path, "--special is not for --model tree or --schedule note; leave one of them out.");
    }

    /// <summary>How many rows have which special value, input by input.</summary>
    /// <param name="data">The data.</param>
    public static IEnumerable<Note> Of(Dataset data)
    {
        foreach (var (position, input) in Inputs(data))
        {
            var values = data.Features.ValuesOf(position, data.Table);
            var rows = input.Specials.Select(s => data.Split.Train.Count(r => s.Is(values[r]))).ToArray();
            var counts = input.Specials.Zip(rows, (s, count) => $"{VisibleText.Of(s.Name)} in {ShownNumber.Integer(count)}");
            yield return new Note(
                "special-values",
                $"'{VisibleText.Of(input.Name)}' has values that are no quantities, of "
                    + $"{ShownNumber.Integer(data.Split.Train.Length)} training rows {string.Join(", ", counts)}; "
                    + "each may add a number of its own.")
            {
                Column = input.Name,
                Count = rows.Sum(),
            };
        }
    }

    private static IEnumerable<(int Position, NumberInput Input)> Inputs(Dataset data) => data.Features.Inputs
        .Select((input, i) => (Position: i, Input: input.Match<NumberInput?>(number => number, _ => null)))
        .Where(i => i.Input is { Specials.Count: > 0 }).Select(i => (i.Position, i.Input!));
}
