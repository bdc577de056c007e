using System.Globalization;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Conditions of a rule system as they appear in a document: the shortest decimals that read back to the same doubles.</summary>
/// <remarks>0.1·x + 0.2 and 0.3·x + 0.6 are the same border as decimals; as the fractions that their doubles are they differ.</remarks>
internal static class WrittenNumbers
{
    /// <summary>A map's numbers.</summary>
    /// <param name="map">The map.</param>
    /// <returns>Its weights, and last the bias.</returns>
    public static Rational[] Of(AffineMap map) =>
        map.Weights.Append(map.Bias).Select(Of).ToArray();

    /// <summary>A number.</summary>
    /// <param name="value">The double.</param>
    /// <returns>The shortest decimal that reads back to it.</returns>
    public static Rational Of(double value) => Rational.Parse(value.ToString("R", CultureInfo.InvariantCulture));
}
