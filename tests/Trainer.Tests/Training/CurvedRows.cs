using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>Rows of a table whose numbers are cut into pieces, and their features as they are defined.</summary>
/// <param name="Rows">The rows as they are trained on.</param>
/// <param name="Part">The same rows of the table.</param>
internal sealed record CurvedRows(PieceRows Rows, DataPart Part)
{
    private static readonly string[] Colours = ["red", "green", "blue"];

    public CurveEncoding Encoding => Rows.Encoding;

    /// <summary>Two numbers, some of them missing, and a colour; the numbers are cut at places drawn at random, or not.</summary>
    public static CurvedRows Random(Random random, int rows, int outputs)
    {
        string Number() => random.Next(12) == 0 ? "" : HingeForms.Normals(random, 1)[0].ToString("F4", CultureInfo.InvariantCulture);
        var (features, part) = Read("a,b,colour", rows, _ => $"{Number()},{Number()},{Colours[random.Next(3)]}");
        var places = features.Inputs.Select((_, i) => i < 2 && random.Next(4) > 0 ? Places(random, features.NumberOf(i)) : null).ToArray();
        var targets = new float[rows * outputs];
        for (var r = 0; r < rows; r++)
            targets[(r * outputs) + random.Next(outputs)] = outputs > 1 ? 1 : random.Next(2);

        var weights = random.Next(2) == 0 ? null : Enumerable.Range(0, rows).Select(_ => 0.5f + random.NextSingle()).ToArray();
        return Of(CurveEncoding.Of(features, places), part, targets, weights);
    }

    /// <summary>Reads a table whose columns are all inputs.</summary>
    public static (FeatureEncoding Features, DataPart Part) Read(string header, int rows, Func<int, string> row)
    {
        using var file = new CsvFile(CsvFile.Rows(header, rows, row));
        var all = Enumerable.Range(0, rows).ToArray();
        var part = new DataPart(file.Read(), all);
        return (FeatureEncoding.Fit(part.Table, all, []), part);
    }

    public static CurvedRows Of(CurveEncoding encoding, DataPart part, float[] targets, float[]? weights = null)
    {
        var features = encoding.Linear.Encode(part.Table, part.Rows);
        var set = new TrainingSet(features, encoding.Linear.Features, targets, targets.Length / part.Rows.Length, weights);
        return new CurvedRows(PieceRows.Of(encoding, set, part), part);
    }

    /// <summary>Some numbers inside the range of an input.</summary>
    public static double[] Places(Random random, EncodedNumber number) => Enumerable.Range(0, random.Next(1, 6))
        .Select(_ => Math.Round(number.Minimum + ((0.05 + (0.9 * random.NextDouble())) * (number.Maximum - number.Minimum)), 3))
        .Distinct().Order().ToArray();

    /// <summary>A form over all features, whose rows have some of them as terms, alone or several with one weight.</summary>
    public HingeParameters Layout(Random random, int hinges)
    {
        var (features, outputs) = (Encoding.Features, Rows.Set.OutputCount);
        var pattern = TermPattern.Every(Encoding, hinges + outputs);
        for (var i = 0; i < hinges + outputs; i++)
        {
            var terms = Enumerable.Range(0, features).GroupBy(_ => random.Next(-1, features)).Where(g => g.Key >= 0);
            pattern = pattern.With(i, terms.Select(g => g.ToArray()).ToArray());
        }

        var form = new HingeForm(
            features,
            HingeForms.Normals(random, hinges * features),
            HingeForms.Normals(random, hinges),
            HingeForms.Normals(random, hinges * hinges),
            HingeForms.Normals(random, outputs * features),
            HingeForms.Normals(random, outputs),
            HingeForms.Normals(random, outputs * hinges),
            Enumerable.Range(0, hinges).Select(j => new HingeSource(1, j + 1, 0)).ToArray());
        var layout = new HingeParameters(form, pattern);
        // Near a kink there is no derivative to compare with.
        return Enumerable.Range(0, Rows.Rows).Any(r => IsNearKink(layout.Write(layout.Read()), r)) ? Layout(random, hinges) : layout;
    }

    /// <summary>The features of a row.</summary>
    public double[] Features(int row) =>
        Features(Encoding, Rows.Set.Features(row), Encoding.Linear.ToPoints(Part.Table, [Part.Rows[row]])[0]);

    /// <summary>The features of a point.</summary>
    /// <param name="encoding">The features.</param>
    /// <param name="linear">Those without curves.</param>
    /// <param name="point">The values of the inputs.</param>
    public static double[] Features(CurveEncoding encoding, ReadOnlySpan<float> linear, double[] point)
    {
        var features = new double[encoding.Features];
        for (var f = 0; f < linear.Length; f++)
            features[f] = linear[f];
        foreach (var curve in encoding.Curves)
        {
            var x = double.IsNaN(point[curve.Input]) ? encoding.Linear.NumberOf(curve.Input).Median : point[curve.Input];
            double[] edges = [curve.Minimum, .. curve.Places, curve.Maximum];
            for (var p = 0; p + 1 < edges.Length; p++)
                features[curve.First + p] = (Math.Clamp(x, edges[p], edges[p + 1]) - edges[p]) / curve.Scale;
            for (var p = 0; p < curve.Places.Length; p++)
                features[curve.First + edges.Length - 1 + p] = x >= curve.Places[p] ? 1 : 0;
        }

        return features;
    }

    public double[] Outputs(HingeForm form, int row)
    {
        var outputs = new double[form.Outputs];
        form.Evaluate(Features(row), outputs);
        return outputs;
    }

    /// <summary>The mean loss, in double precision.</summary>
    public double MeanLoss(HingeForm form, Loss loss) => Enumerable.Range(0, Rows.Rows)
        .Average(r => (Rows.Set.Weights?[r] ?? 1) * ReferenceLoss.OfRow(loss, Outputs(form, r), Rows.Set.Targets(r)));

    private bool IsNearKink(HingeForm form, int row) =>
        RandomCases.PreActivations(form, Features(row)).Values.Any(z => Math.Abs(z) < 1e-3);
}
