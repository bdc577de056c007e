using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Interpretation.Attributions;

namespace RuleCompiler.Tool.Explain;

/// <summary>The methods of <c>--method</c>, in the order in which they are shown.</summary>
internal static class AttributionMethods
{
    /// <summary>Stands for all of them.</summary>
    public const string All = "all";

    // Deep Taylor decomposition needs to know between what values the inputs can be.
    private static readonly (string Name, string Caption, Func<InputBounds?, IAttribution> Make)[] Table =
    [
        ("insens", "Insens", _ => new InactiveSensitivity()),
        ("contributions", "contributions", _ => new Contributions()),
        ("gradient", "gradient", _ => new Gradient()),
        ("gradient-input", "gradient * input", _ => new GradientTimesInput()),
        ("integrated-gradients", "integrated gradients", _ => new IntegratedGradients()),
        ("lrp-epsilon", "LRP epsilon", _ => new LayerwiseRelevanceEpsilon()),
        ("lrp-alpha-beta", "LRP alpha-beta", _ => new LayerwiseRelevanceAlphaBeta()),
        ("deep-taylor", "deep Taylor", b => b is null
            ? throw new ArgumentException("deep-taylor needs to know between what values the inputs are; give --bounds low,high.")
            : new DeepTaylor(b.Low, b.High)),
    ];

    public static IReadOnlyList<string> Names { get; } = Table.Select(m => m.Name).ToArray();

    /// <summary>What stands above a method's picture.</summary>
    public static string CaptionOf(string name) => Find(name).Caption;

    /// <summary>Makes a method.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="bounds">Between what values the inputs are, where that is known.</param>
    /// <exception cref="ArgumentException">The method needs bounds, and none are known.</exception>
    public static IAttribution Make(string name, InputBounds? bounds) => Find(name).Make(bounds);

    /// <summary>The methods that are asked for: each once, all of them in order for <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> names)
    {
        var asked = names.Distinct(StringComparer.Ordinal).ToArray();
        return asked.Contains(All, StringComparer.Ordinal) ? Names : asked;
    }

    private static (string Name, string Caption, Func<InputBounds?, IAttribution> Make) Find(string name) =>
        Array.Find(Table, m => string.Equals(m.Name, name, StringComparison.Ordinal));
}

/// <summary>Between what values the inputs of a network are.</summary>
/// <param name="Low">The least value: one per input value, or one for all.</param>
/// <param name="High">The largest value, likewise.</param>
internal sealed record InputBounds(double[] Low, double[] High);
