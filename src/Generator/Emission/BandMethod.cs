using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the method that tells how many limits a score reaches: without branches, for scores are not to be foreseen.</summary>
internal sealed class BandMethod(Target target, ScoreLimits score)
{
    // Fewer are compared as fast one after another.
    private const int MinAtOnce = 4;

    /// <summary>Whether four limits are compared at once.</summary>
    public bool IsAtOnce => score.Limits.Count >= MinAtOnce && target.Types.HasVectors && target.HasNullableAnnotations;

    /// <summary>Writes the method.</summary>
    public void Emit(CodeWriter code) => code.Write($$"""

        // How many limits a score reaches.
        {{Attributes.Inlined}}
        private static int {{score.Method}}(double score)
        {
            {{(IsAtOnce ? EmitAtOnce : static _ => { })}}
            return {{OperatorLines.Of("+", Limits.Select(limit => $"(score >= {limit} ? 1 : 0)"))}};
        }
        """);

    /// <summary>Writes what compares four limits at once.</summary>
    public static void EmitReached(CodeWriter code) => code.Write($$"""

        // −1 for each of four limits that a score reaches; no score reaches NaN.
        {{Attributes.Inlined}}
        private static {{LaneWidth.Four.Longs}} Reached(
            double score, double first, double second, double third, double fourth)
        {
            return {{LaneWidth.Four.Vector}}.AsInt64({{LaneWidth.Four.Vector}}.GreaterThanOrEqual(
                {{LaneWidth.Four.Vector}}.Create(score),
                {{LaneWidth.Four.Vector}}.Create(first, second, third, fourth)));
        }
        """);

    private IEnumerable<string> Limits => score.Limits.Select(l => l.Literal);

    private void EmitAtOnce(CodeWriter code) => code.Write($$"""
        if ({{LaneWidth.Four.IsFast}})
        {
            return -(int){{LaneWidth.Four.Vector}}.Sum(
                {{Calls}});
        }

        """);

    private IEnumerable<string> Calls => OperatorLines.Of("+", Groups.Select(group => $"Reached(score, {group})"));

    private IEnumerable<string> Groups => Limits
        .Concat(Enumerable.Repeat("double.NaN", -score.Limits.Count & 3))
        .Select((limit, i) => (limit, i)).GroupBy(l => l.i / 4, l => l.limit).Select(group => string.Join(", ", group));
}
