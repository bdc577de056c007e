using System;
using System.Linq;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>The losses as textbooks write them, in double precision.</summary>
internal static class ReferenceLoss
{
    public static double OfRow(Loss loss, double[] outputs, ReadOnlySpan<float> targets)
    {
        var t = targets.ToArray();
        if (loss == Loss.SquaredError)
            return outputs.Zip(t, (o, y) => (o - y) * (o - y)).Average();
        if (loss == Loss.Logistic)
            return outputs.Zip(t, (o, y) => -Math.Log(y > 0.5 ? 1 / (1 + Math.Exp(-o)) : 1 / (1 + Math.Exp(o)))).Average();
        var total = outputs.Sum(Math.Exp);
        return -outputs.Zip(t, (o, y) => y * Math.Log(Math.Exp(o) / total)).Sum();
    }

    public static double OfRows(Loss loss, TrainingSet set, int rows, Func<double[], double[]> model) => Enumerable.Range(0, rows)
        .Average(r => OfRow(loss, model(set.Features(r).ToArray().Select(x => (double)x).ToArray()), set.Targets(r)));
}
