using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The directions that were asked for: which inputs no output may fall with, or rise with.</summary>
internal static class AskedDirections
{
    /// <summary>Finds the inputs.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">What was asked for.</param>
    /// <returns>For each input that has a direction 1 or −1.</returns>
    /// <exception cref="InputFileException">A name is that of no number input, or the kind of rules cannot hold directions.</exception>
    public static IReadOnlyDictionary<int, int> Of(Dataset data, TrainingOptions options)
    {
        var directions = new Dictionary<int, int>();
        foreach (var (name, sign) in options.Increasing.Select(n => (n, 1)).Concat(options.Decreasing.Select(n => (n, -1))))
        {
            var input = Enumerable.Range(0, data.Features.Inputs.Count)
                .FirstOrDefault(i => string.Equals(data.Features.Inputs[i].Name, name, StringComparison.Ordinal), -1);
            if (input < 0)
                throw Wrong(data, name, "is no input of the rules");
            if (!data.Features.Inputs[input].IsNumber)
                throw Wrong(data, name, "is a category, which has no order");
            if (directions.TryGetValue(input, out var other) && other != sign)
                throw Wrong(data, name, "cannot be both increasing and decreasing");
            directions[input] = sign;
        }

        if (directions.Count == 0 && !options.FindsDirections)
            return directions;
        if (!HoldsDirections(options))
            throw new InputFileException(
                data.Table.Path,
                "--increasing, --decreasing and --monotone cannot be held by --model tree or --schedule note; leave one of them out.");
        if (data.Task.Kind == TaskKind.MultiClass)
            throw new InputFileException(
                data.Table.Path,
                "of several classes the one with the largest output is the answer, which has no direction; --increasing, --decreasing "
                    + "and --monotone are for two labels or a number.");
        return directions;
    }

    /// <summary>Whether directions can be held at all.</summary>
    /// <param name="data">The data: the largest of several outputs has no direction.</param>
    /// <param name="options">What rules are made of.</param>
    public static bool CanBeHeld(Dataset data, TrainingOptions options) =>
        HoldsDirections(options) && data.Task.Kind != TaskKind.MultiClass;

    private static bool HoldsDirections(TrainingOptions options) => options.Model != ModelKind.Tree && options.Schedule != Schedule.Note;

    /// <summary>The document with directions as claims of its inputs.</summary>
    /// <param name="document">The document.</param>
    /// <param name="data">The data.</param>
    /// <param name="directions">For each input of the data that has one 1 or −1.</param>
    public static RuleDocument Claim(RuleDocument document, Dataset data, IReadOnlyDictionary<int, int> directions)
    {
        var signs = directions.ToDictionary(d => data.Features.Inputs[d.Key].Name, d => d.Value, StringComparer.Ordinal);
        return document with
        {
            Inputs = document.Inputs.Select(i => signs.TryGetValue(i.Name, out var sign) ? i with { Directions = OfAllOutputs(sign) } : i)
                .ToEquatableArray(),
        };

        EquatableArray<Direction> OfAllOutputs(int sign) =>
            document.Outputs.Select(_ => sign > 0 ? Direction.Increasing : Direction.Decreasing).ToEquatableArray();
    }

    private static InputFileException Wrong(Dataset data, string name, string what) => new(
        data.Table.Path,
        $"the column '{VisibleText.Of(name)}' {what}; name numbers that rules are made of with --increasing and --decreasing.");
}
