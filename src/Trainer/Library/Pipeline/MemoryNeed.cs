using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>How much memory a training run will need, told from its data and options before it begins.</summary>
/// <remarks>
/// Rows that models are fitted to and chosen by are in memory with a number for each feature, and a category input has a feature for each
/// category, so that a few columns with very many categories make a small file large; of very many rows they are a sample. The table itself
/// has a number for each cell. What is counted is what grows with rows and features, and the program itself.
/// </remarks>
internal static class MemoryNeed
{
    /// <summary>The bytes that the data take.</summary>
    public static double OfData(Dataset data)
    {
        double features = data.Features.Features;
        double outputs = data.Targets.Outputs;
        double rows = (long)data.Split.Train.Length + data.Split.Validation.Length + data.Split.Test.Length;
        // The features of the rows that models are fitted to and chosen by, and a block of all rows while figures are taken of them.
        var numbers = (Trained(data) + Validated(data)) * features;
        var block = Math.Min(rows, RowBlocks.RowsAtOnce(data.Features.Features)) * features;
        // The rows of the splits, targets, and the answers of the models that figures are taken of.
        var answers = rows * ((2 * sizeof(int)) + (outputs * 10 * sizeof(double)));
        return Waiting * (Of(data.Table) + Of(data.TestTable) + (numbers * sizeof(float)) + (block * 2 * sizeof(float)) + answers);
    }

    /// <summary>The bytes that the models take.</summary>
    public static double OfModels(Dataset data, TrainingOptions options)
    {
        double features = data.Features.Features;
        double outputs = data.Targets.Outputs;
        if (options.Model == ModelKind.Tree)
        {
            // The rows that a tree grows on and is chosen by as points, the same with nothing missing, and their columns.
            return Waiting * 3 * sizeof(double) * data.Features.Inputs.Count * (Trained(data) + Validated(data));
        }

        var hidden = options.Model == ModelKind.Network ? options.Hidden.ToArray() : [];
        // Weights, gradients and moments of the starts that run side by side, and every network on the paths of their collapse.
        var units = hidden.Length == 0 ? outputs : hidden[0];
        var networks = features * units
            * ((options.Threads * 8 * sizeof(float)) + (hidden.Length == 0 ? 0 : StoredNetworks * hidden.Sum() * sizeof(double)));
        // How the loss bends with the terms of each row of a hinge form, and two more while it is inverted, for each form that is
        // shortened.
        var hinges = hidden.Length == 0 ? 0 : Math.Min(hidden.Sum(), Math.Ceiling(Math.Log2(options.MaxRules)));
        var bends = options.Schedule == Schedule.Note
            ? 0
            : features * features * sizeof(double) * (hinges + outputs + 2) * (hidden.Length == 0 ? 1 : options.Threads);
        return networks + bends;
    }

    /// <summary>Requires that a run fits.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How it is trained; names the most memory.</param>
    /// <exception cref="InputFileException">It does not fit, or rows and features are more than an array can hold.</exception>
    public static void Require(Dataset data, TrainingOptions options)
    {
        var rows = Math.Max(Trained(data), Validated(data));
        var cells = (double)rows * data.Features.Features;
        var sizes = string.Create(
            CultureInfo.InvariantCulture, $"{rows} rows × {data.Features.Features} features{Largest(data)}");
        const string Remedy = "keep fewer categories with --max-categories, leave columns out with --ignore, or give fewer rows";
        if (cells > Array.MaxLength || (double)rows * data.Targets.Outputs > Array.MaxLength)
            throw new InputFileException(
                data.Table.Path,
                $"{sizes} are {cells:0.##E+0} numbers, more than can be held; {Remedy}.".Replace("E+", "e", StringComparison.Ordinal));
        var need = Program + OfData(data) + OfModels(data, options);
        var limit = options.MaxMemory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (need > limit)
        {
            throw new InputFileException(
                data.Table.Path,
                $"training on {sizes} needs about {Gigabytes(need)} of memory, and "
                    + $"{(options.MaxMemory is null ? $"there are {Gigabytes(limit)}" : $"--max-memory allows {Gigabytes(limit)}")}; "
                    + $"{Remedy}; a larger --max-memory starts it anyway.");
        }
    }

    /// <summary>
    /// What is in memory, as a multiple of what is in use: arrays that are thrown away wait for the collector, which takes its time as long
    /// as there is memory left.
    /// </summary>
    private const double Waiting = 2;

    /// <summary>What the program needs for itself, however small the table is.</summary>
    private const double Program = 150e6;

    /// <summary>About as many networks of a path are kept for each hidden unit, over all starts.</summary>
    private const int StoredNetworks = 8;

    private static int Trained(Dataset data) => Math.Min(data.Split.Train.Length, TrainingSample.MostTrained);

    private static int Validated(Dataset data) => Math.Min(data.Split.Validation.Length, TrainingSample.MostValidated);

    private static double Of(Table? table) => table is null
        ? 0
        : table.RowCount * (sizeof(int) + table.Columns.Sum(c => c is NumberColumn ? (double)sizeof(double) : sizeof(int)));

    private static string Gigabytes(double bytes) =>
        (bytes / 1e9).ToString(bytes < 1e9 ? "0.000" : "0.0", CultureInfo.InvariantCulture) + " GB";

    private static string Largest(Dataset data)
    {
        var largest = data.Features.Inputs.Categories().OrderByDescending(c => c.Categories.Count)
            .Where(c => c.Categories.Count > 10).Take(3)
            .Select(c => $"'{VisibleText.Of(c.Name)}' has {ShownNumber.Integer(c.Categories.Count)}").ToArray();
        return largest.Length == 0 ? string.Empty : $" (one for each category: {string.Join(", ", largest)})";
    }
}
