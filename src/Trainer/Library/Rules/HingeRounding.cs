using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Writes a hinge form in the units of inputs and outputs, with as few digits as the outputs allow.</summary>
/// <remarks>
/// Each number is rounded by what it does to the outputs. An output's unit is 10^−digits of the largest effect that an input has on it in
/// any rule. An error of hinge j comes to output k at most |V_kj| + Σ_{l>j} |U_lj|·(the same of l) times, which gives the hinge's unit; V
/// and U are rounded by the most that min(0, z_j) can be inside the ranges. Since hinges are rounded and not the regions that they make,
/// what was continuous stays so, to the last digit. A hinge is divided by its largest |weight|, as the note shows it; V and U are
/// multiplied in return.
/// </remarks>
internal sealed class HingeRounding
{
    private readonly Dataset _data;
    private readonly ExpressionRounding _rounding;

    /// <summary>Prepares to round.</summary>
    /// <param name="data">The data.</param>
    /// <param name="encoding">The features of the functions.</param>
    public HingeRounding(Dataset data, CurveEncoding encoding)
    {
        _data = data;
        _rounding = new ExpressionRounding(encoding);
    }

    /// <summary>For each output the largest effect that an input has on it in any region, in the output's unit.</summary>
    /// <param name="form">The function.</param>
    /// <param name="patterns">For each region the hinges that are negative.</param>
    public double[] Effects(HingeForm form, IReadOnlyList<bool[]> patterns) => Enumerable.Range(0, form.Outputs)
        .Select(k => patterns.Max(p => _rounding.LargestEffect(InOriginalUnits(form.OutputMaps(p)[k], k)))).ToArray();

    /// <summary>Rounds a hinge form.</summary>
    /// <param name="form">The function of the features.</param>
    /// <param name="patterns">For each region the hinges that are negative.</param>
    /// <param name="units">For each output the error that one number may make, in the output's unit.</param>
    public RoundedHinges Round(HingeForm form, IReadOnlyList<bool[]> patterns, IReadOnlyList<double> units)
    {
        var outputs = Enumerable.Range(0, form.Outputs)
            .Select(k => _data.Targets.ToOriginalUnits(k, form.OutputCouplings.AsSpan(k * form.Hinges, form.Hinges), 0).Weights).ToArray();
        var tolerances = Tolerances(form, outputs, units);
        var maps = form.Rows().ToArray();
        var divisors = Enumerable.Range(0, form.Hinges).Select(j => Divisor(maps[j])).ToArray();
        var depths = Enumerable.Range(0, form.Hinges).Select(j => Depth(form, j, patterns)).ToArray();
        Number Factor(double coupling, int hinge, double unit) => depths[hinge] > 0
            ? ExpressionRounding.RoundFactor(coupling * divisors[hinge], depths[hinge] / divisors[hinge], unit)
            : Number.Zero;
        var conditions = Enumerable.Range(0, form.Hinges).Select(j => _rounding.Round(maps[j], tolerances[j], divisors[j]) with
        {
            Adjustments = Adjustments(Enumerable.Range(0, j)
                .Select(i => Factor(form.Couplings[(j * form.Hinges) + i] / divisors[j], i, tolerances[j] / divisors[j]))),
        });
        var common = Enumerable.Range(0, form.Outputs).Select(k => _rounding.Round(InOriginalUnits(maps[form.Hinges + k], k), units[k]) with
        {
            Adjustments = Adjustments(outputs[k].Select((v, j) => Factor(v, j, units[k]))),
        });
        return new RoundedHinges(conditions.ToEquatableArray(), common.ToEquatableArray());
    }

    /// <summary>The error that each hinge may have.</summary>
    private static double[] Tolerances(HingeForm form, double[][] outputs, IReadOnlyList<double> units)
    {
        var tolerances = Enumerable.Repeat(double.PositiveInfinity, form.Hinges).ToArray();
        for (var k = 0; k < outputs.Length; k++)
        {
            var reach = new double[form.Hinges];
            for (var j = form.Hinges - 1; j >= 0; j--)
            {
                reach[j] = Math.Abs(outputs[k][j]);
                for (var l = j + 1; l < form.Hinges; l++)
                    reach[j] += Math.Abs(form.Couplings[(l * form.Hinges) + j]) * reach[l];
                if (reach[j] > 0)
                    tolerances[j] = Math.Min(tolerances[j], units[k] / reach[j]);
            }
        }

        return tolerances;
    }

    /// <summary>The most that min(0, z) of a hinge can be below 0 inside the ranges; not more than this.</summary>
    private double Depth(HingeForm form, int hinge, IReadOnlyList<bool[]> patterns) => patterns.Where(p => p[hinge])
        .Select(p => form.HingeMap(hinge, p.AsSpan(0, hinge)))
        .Select(map => _rounding.Maximum(new AffineMap(map.Weights.Select(w => -w).ToArray(), -map.Bias))).DefaultIfEmpty(0).Max();

    private double Divisor(AffineMap map) => _rounding.LargestWeight(map) is > 0 and var largest ? largest : 1;

    private AffineMap InOriginalUnits(AffineMap map, int output)
    {
        var (weights, bias) = _data.Targets.ToOriginalUnits(output, map.Weights, map.Bias);
        return new AffineMap(weights, bias);
    }

    private static EquatableArray<Adjustment> Adjustments(IEnumerable<Number> weights) =>
        weights.Select((w, j) => new Adjustment(j, w)).Where(a => a.Weight.Value != 0).ToEquatableArray();
}

/// <summary>A hinge form as a document writes it.</summary>
/// <param name="Conditions">z_j; its adjustments are U.</param>
/// <param name="Common">The outputs; their adjustments are V.</param>
internal sealed record RoundedHinges(EquatableArray<Expression> Conditions, EquatableArray<Expression> Common)
{
    /// <summary>A hinge that adds nothing to any output, itself or through another; null where each does.</summary>
    public int? Unused
    {
        get
        {
            var reached = new HashSet<int>(Common.SelectMany(e => e.Adjustments).Select(a => a.Condition));
            for (var j = Conditions.Count - 1; j >= 0; j--)
            {
                if (!reached.Contains(j))
                    return j;
                reached.UnionWith(Conditions[j].Adjustments.Select(a => a.Condition));
            }

            return null;
        }
    }

    /// <summary>A hinge of which nothing but a constant is left, and whether that is negative; null where there is none.</summary>
    public (int Hinge, bool IsNegative)? Constant => Enumerable.Range(0, Conditions.Count)
        .Where(j => Conditions[j] is { Terms.Count: 0, Adjustments.Count: 0 })
        .Select(j => ((int, bool)?)(j, Conditions[j].Bias.Value < 0)).FirstOrDefault();

    /// <summary>The hinge form over the features of a document, of the doubles nearest to what is written.</summary>
    /// <param name="space">The features.</param>
    /// <param name="sources">The PReLU that each hinge comes from.</param>
    public HingeForm ToForm(Features.FeatureSpace space, HingeSource[] sources)
    {
        var hinges = Conditions.Count;
        return new HingeForm(
            space.Inputs.Sum(i => i.Count),
            Conditions.SelectMany(e => Weights(e, space)).ToArray(),
            Conditions.Select(e => e.Bias.Value).ToArray(),
            Conditions.SelectMany(e => Couplings(e, hinges)).ToArray(),
            Common.SelectMany(e => Weights(e, space)).ToArray(),
            Common.Select(e => e.Bias.Value).ToArray(),
            Common.SelectMany(e => Couplings(e, hinges)).ToArray(),
            sources);
    }

    // A curve of an output has no part in where the conditions change sign.
    private static double[] Weights(Expression expression, Features.FeatureSpace space) => space.DenseWeights(expression with
    {
        Adjustments = EquatableArray<Adjustment>.Empty,
        // Special values are to a condition what stands in for them is, so its regions are those of the quantities.
        Terms = expression.Terms.Where(t => !t.IsCurve)
            .Select(t => t.Match<Term>(n => n with { Specials = EquatableArray<SpecialWeight>.Empty }, c => c, c => c)).ToEquatableArray(),
    });

    private static double[] Couplings(Expression expression, int hinges)
    {
        var row = new double[hinges];
        foreach (var adjustment in expression.Adjustments)
            row[adjustment.Condition] = adjustment.Weight.Value;
        return row;
    }
}
