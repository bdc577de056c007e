using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Interpretation.Attributions;

/// <summary>The methods by their names, in the order in which they are shown.</summary>
public static class NamedMethods
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
            ? throw new RuleCompilerException("deep-taylor needs to know the range of the inputs; give --bounds low,high.")
            : new DeepTaylor(b.Low, b.High)),
    ];

    /// <summary>The names of all methods, as <c>--method</c> takes them.</summary>
    public static IReadOnlyList<string> Names { get; } = Table.Select(m => m.Name).ToArray();

    /// <summary>The caption above a method's picture.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>A few words.</returns>
    public static string CaptionOf(string name) => Find(name).Caption;

    /// <summary>Makes the method of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="bounds">Between what values the inputs are, where that is known.</param>
    /// <returns>The method with its usual settings.</returns>
    /// <exception cref="RuleCompilerException">The method needs bounds, and none are known.</exception>
    public static IAttribution Make(string name, InputBounds? bounds) => Find(name).Make(bounds);

    /// <summary>The methods that are asked for: each once, all of them in order for <see cref="All"/>.</summary>
    /// <param name="names">Names, or <see cref="All"/>.</param>
    /// <returns>Names without doubles.</returns>
    public static IReadOnlyList<string> Parse(IEnumerable<string> names)
    {
        var asked = names.Distinct(StringComparer.Ordinal).ToArray();
        return asked.Contains(All, StringComparer.Ordinal) ? Names : asked;
    }

    private static (string Name, string Caption, Func<InputBounds?, IAttribution> Make) Find(string name) =>
        Array.Find(Table, m => string.Equals(m.Name, name, StringComparison.Ordinal));
}
