using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>Rows inside the ranges, with numbers that a person would type.</summary>
/// <param name="document">The document.</param>
internal sealed class UsualRows(RuleDocument document)
{
    private const ulong Seed = 1;
    private const int Steps = 1_000;

    private readonly Xoshiro256 _random = new(Seed);

    /// <summary>The row that the workbook opens with: the default reference, or else the middle of each range.</summary>
    public static double[] First(RuleDocument document) => document.References.FirstOrDefault(r => r.IsDefault) is { } reference
        ? TypedRow.Of(reference.Row)
        : document.Inputs.Select(i => i.Match(
            n => n.Missing is { } missing && n.IsInRange(missing.Value) ? missing.Value : Between(n, 0.5), _ => 0.0)).ToArray();

    /// <summary>Another row.</summary>
    public double[] Next() => document.Inputs.Select(i => i.Match(
        n => Between(n, (double)_random.NextInt(Steps + 1) / Steps), c => _random.NextInt(c.Categories.Count))).ToArray();

    /// <summary>A number of a range, with few digits where the range is not narrow.</summary>
    public static double Between(NumberInput input, double part)
    {
        var (low, high) = (input.Minimum.Value, input.Maximum.Value);
        return Math.Clamp(Rounded(input, (low * (1 - part)) + (high * part), Steps), low, high);
    }

    /// <summary>A number with as many digits as tell steps of its range apart.</summary>
    public static double Rounded(NumberInput input, double value, double steps)
    {
        var digits = 0;
        for (var step = input.Width / steps; digits < 15 && step < 1; step *= 10)
            digits++;
        return Math.Round(value, digits);
    }
}
