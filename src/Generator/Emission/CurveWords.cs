using System.Collections.Generic;
using System.Text;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Emission;

/// <summary>A curve in words, for the comment above it.</summary>
internal static class CurveWords
{
    private const int Width = 110;

    /// <summary><c>age, in years: -0.6 at 18, -0.1 at 25, jumps from 0.3 to 0.1 at 70</c>, on as many lines as it takes.</summary>
    public static IEnumerable<string> Lines(NumberInput input, Curve curve)
    {
        var line = new StringBuilder(ShownName.Of(input.Name, input.Unit)).Append(':');
        for (var k = 0; k < curve.Points.Count; k++)
        {
            var point = curve.Points[k];
            var words = (point.IsJump ? $"from {point.Below.Text} to {point.At.Text} at {point.X.Text}" : $"{point.At.Text} at {point.X.Text}")
                + (k + 1 < curve.Points.Count ? "," : ".");
            if (line.Length + 1 + words.Length > Width)
            {
                yield return line.ToString();
                line.Clear().Append("   ");
            }

            line.Append(' ').Append(words);
        }

        yield return line.ToString();
    }
}
