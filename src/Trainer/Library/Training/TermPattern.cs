using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>
/// The terms that each row of a hinge form's weights may have: numbers that are used, and categories that share a weight.
/// </summary>
/// <remarks>
/// Rows are those of <see cref="HingeForm.Rows"/>: the hinges first, the outputs after them. A term is a number's feature, or
/// some features of one category input, which so have one weight in this row. Features in no term have the weight 0.
/// </remarks>
internal sealed class TermPattern
{
    private readonly int[][][] _rows;
    private readonly int _features;

    private TermPattern(int[][][] rows, int features)
    {
        _rows = rows;
        _features = features;
        Count = rows.Sum(r => r.Length);
    }

    /// <summary>The terms of all rows together.</summary>
    public int Count { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => _rows.Length;

    /// <summary>As many rows without any term.</summary>
    public TermPattern Empty => new(Array.ConvertAll(_rows, _ => Array.Empty<int[]>()), _features);

    /// <summary>The terms of a row, each with its features.</summary>
    public int[][] this[int row] => _rows[row];

    /// <summary>
    /// A term for each number, and for each category but the most frequent of its input, whose weight is 0 by convention; in the rows of
    /// outputs a number that is cut into pieces has a term for each of them instead.
    /// </summary>
    /// <param name="encoding">The features.</param>
    /// <param name="hinges">The number of hinges.</param>
    /// <param name="outputs">The number of outputs.</param>
    public static TermPattern All(CurveEncoding encoding, int hinges, int outputs)
    {
        var references = References(encoding.Linear).Select(r => r.Reference).ToHashSet();
        var linear = Enumerable.Range(0, encoding.Linear.Features).Where(f => !references.Contains(f)).ToArray();
        var cut = encoding.Curves.Select(c => encoding.Linear.NumberOf(c.Input).First).ToHashSet();
        var pieces = Enumerable.Range(encoding.Linear.Features, encoding.Features - encoding.Linear.Features);
        var ofHinge = linear.Select(f => new[] { f }).ToArray();
        var ofOutput = linear.Where(f => !cut.Contains(f)).Concat(pieces).Select(f => new[] { f }).ToArray();
        return new TermPattern(
            [.. Enumerable.Repeat(ofHinge, hinges), .. Enumerable.Repeat(ofOutput, outputs)], encoding.Features);
    }

    /// <summary>The same rows of outputs, with all terms for hinges before them.</summary>
    /// <param name="encoding">The features.</param>
    /// <param name="hinges">The number of hinges.</param>
    public TermPattern WithHinges(CurveEncoding encoding, int hinges) =>
        new([.. All(encoding, hinges, 0)._rows, .. _rows], _features);

    /// <summary>A term for each feature in each row, redundant ones too: what any form keeps to.</summary>
    /// <param name="encoding">The features.</param>
    /// <param name="rows">The number of rows.</param>
    public static TermPattern Every(CurveEncoding encoding, int rows)
    {
        var every = Enumerable.Range(0, encoding.Features).Select(f => new[] { f }).ToArray();
        return new TermPattern([.. Enumerable.Repeat(every, rows)], encoding.Features);
    }

    /// <summary>For each category input its first feature, the number of its features, and the feature whose weight is 0.</summary>
    /// <param name="features">The encoding.</param>
    public static (int First, int Count, int Reference)[] References(FeatureEncoding features) => features.Box.Groups
        .Select(g => (g.First, g.Count, g.First + features.ReferenceOf(features.FeatureList[g.First].Input)))
        .ToArray();

    /// <summary>The weights of a row by its terms; the weight of a term is the mean over its features.</summary>
    public double[] Reduce(int row, double[] weights) => _rows[row].Select(t => t.Average(f => weights[f])).ToArray();

    /// <summary>The weights of a row over all features.</summary>
    public double[] Expand(int row, ReadOnlySpan<double> weights)
    {
        var all = new double[_features];
        for (var t = 0; t < weights.Length; t++)
        {
            foreach (var feature in _rows[row][t])
                all[feature] = weights[t];
        }

        return all;
    }

    /// <summary>Writes the pattern.</summary>
    public void Write(StateWriter writer)
    {
        foreach (var row in _rows)
        {
            writer.Write(row.Length);
            foreach (var term in row)
                writer.WriteList<int>(term);
        }
    }

    /// <summary>Reads another pattern for as many rows over the same features.</summary>
    public TermPattern Read(StateReader reader)
    {
        var rows = new int[Rows][][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = new int[reader.ReadCount(sizeof(int))][];
            for (var t = 0; t < rows[r].Length; t++)
            {
                rows[r][t] = reader.ReadList<int>();
                if (rows[r][t].Length == 0 || rows[r][t].Any(f => f < 0 || f >= _features))
                    throw new InvalidDataException("A term has a feature that is not there.");
            }

            if (rows[r].SelectMany(t => t).GroupBy(f => f).Any(f => f.Count() > 1))
                throw new InvalidDataException("A feature is in two terms.");
        }

        return new TermPattern(rows, _features);
    }

    /// <summary>With other terms in a row.</summary>
    public TermPattern With(int row, int[][] terms) => new(_rows.Select((r, i) => i == row ? terms : r).ToArray(), _features);
}
