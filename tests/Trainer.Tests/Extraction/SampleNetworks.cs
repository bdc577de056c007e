using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>The ReLU networks beside this file, whose region counts are known from exact arithmetic.</summary>
internal static class SampleNetworks
{
    public static long ExpectedRegions(string name)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(PathOf("expected")));
        return expected.RootElement.GetProperty(name).GetProperty("regions").GetInt64();
    }

    public static (HingeForm Form, InputBox Box) Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf(name)));
        var layers = document.RootElement.GetProperty("layers").EnumerateArray().Select(l => new Dense(
            l.GetProperty("weights").EnumerateArray().Select(Numbers).ToArray(), Numbers(l.GetProperty("bias")))).ToArray();
        var box = document.RootElement.GetProperty("box").EnumerateArray().Select(Numbers).ToArray();
        return (ReluToHinges(layers), new InputBox(box.Select(b => b[0]).ToArray(), box.Select(b => b[1]).ToArray()));
    }

    /// <summary>relu(z) = z − min(0, z): every unit is an affine map of the features minus a sum over the hinges before it.</summary>
    public static HingeForm ReluToHinges(IReadOnlyList<Dense> layers)
    {
        var n = layers[0].Weights[0].Length;
        var hinges = layers.Take(layers.Count - 1).Sum(l => l.Bias.Length);
        var units = Enumerable.Range(0, n).Select(i => new Unit(OneAt(i, n, 1), 0, new double[hinges])).ToArray();
        var pre = new List<Unit>();
        foreach (var layer in layers.Take(layers.Count - 1))
        {
            var z = Apply(layer, units, n, hinges);
            units = z.Select((u, i) => u with { Hinges = Add(u.Hinges, OneAt(pre.Count + i, hinges, -1)) }).ToArray();
            pre.AddRange(z);
        }

        var outputs = Apply(layers[^1], units, n, hinges);
        return new HingeForm(
            n,
            pre.SelectMany(u => u.Weights).ToArray(),
            pre.Select(u => u.Bias).ToArray(),
            pre.SelectMany(u => u.Hinges).ToArray(),
            outputs.SelectMany(u => u.Weights).ToArray(),
            outputs.Select(u => u.Bias).ToArray(),
            outputs.SelectMany(u => u.Hinges).ToArray(),
            pre.Select((_, i) => new HingeSource(1, i + 1, 0)).ToArray());
    }

    private static Unit[] Apply(Dense layer, Unit[] units, int n, int hinges) => layer.Weights.Select((w, k) => new Unit(
        Enumerable.Range(0, n).Select(i => units.Select((u, j) => w[j] * u.Weights[i]).Sum()).ToArray(),
        layer.Bias[k] + units.Select((u, j) => w[j] * u.Bias).Sum(),
        Enumerable.Range(0, hinges).Select(h => units.Select((u, j) => w[j] * u.Hinges[h]).Sum()).ToArray())).ToArray();

    private static double[] Add(double[] a, double[] b) => a.Zip(b, (x, y) => x + y).ToArray();

    private static double[] OneAt(int index, int length, double value)
    {
        var result = new double[length];
        result[index] = value;
        return result;
    }

    private static double[] Numbers(JsonElement array) => array.EnumerateArray().Select(e => e.GetDouble()).ToArray();

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Extraction", "networks", name + ".json");

    internal sealed record Dense(double[][] Weights, double[] Bias);

    private sealed record Unit(double[] Weights, double Bias, double[] Hinges);
}
