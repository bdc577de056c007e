using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace RuleCompiler.Generator.Emission;

/// <summary>Code of Runtime that generated classes contain: what calculates there and here is the same text.</summary>
internal static class SharedSource
{
    private const string Namespace = "namespace RuleCompiler.Evaluation;";

    private static readonly Lazy<IReadOnlyList<string>> ExplanationLines = new(() => Marked(new[]
    {
        "Explanation.cs", "Explanation.Parts.cs", "Explanation.Decision.cs", "Explanation.Projection.cs", "Explanation.Tables.cs",
        "Explanation.Heights.cs", "Explanation.Row.cs", "Explanation.Local.cs", "Explanation.Shares.cs", "Explanation.Reasons.cs",
        "Explanation.Origin.cs", "Explanation.Way.cs", "Explanation.Moves.cs", "Explanation.Own.cs", "Explanation.Direct.cs",
        "Explanation.Curves.cs", "Explanation.Stretch.cs", "Explanation.Ranking.cs", "Explanation.Text.cs",
    }.SelectMany(Read)).ToArray());

    private static readonly Lazy<IReadOnlyList<string>> RecourseLines = new(() => Marked(new[]
    {
        "RecourseOptions.cs", "RecourseAnswer.cs", "RecourseTables.cs", "Explanation.Recourse.cs", "RecourseGrid.cs", "RecourseMoves.cs",
        "RecourseSums.cs", "RecourseQuestion.cs", "RecourseLimit.cs", "RecourseRow.cs", "RecourseCase.cs", "RecourseDomain.cs",
        "RecoursePoint.cs", "RecourseBound.cs", "RecourseClimb.cs", "RecourseBest.cs", "RecourseStill.cs", "RecourseNodes.cs",
        "RecourseSearch.cs", "RecourseText.cs",
    }.SelectMany(Read).ToArray(), isMarked: ["Explanation", "Tables"]).ToArray());

    private static readonly Lazy<IReadOnlyList<string>> ExponentialLines = new(() =>
        Marked(Read("Exponential.cs").Select(line => line.Replace("internal static class", "private static class"))).ToArray());

    private static readonly Regex ClassLine = new(
        @"^ *(public|internal|private) (sealed |static |readonly |partial )*(class|struct) (?<name>\w+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>The class <c>Explanation</c>, in parts.</summary>
    public static IReadOnlyList<string> Explanation => ExplanationLines.Value;

    /// <summary>What finds the nearest change of a row.</summary>
    public static IReadOnlyList<string> Recourse => RecourseLines.Value;

    /// <summary>The class <c>Exponential</c>, which probabilities are calculated with.</summary>
    public static IReadOnlyList<string> Exponential => ExponentialLines.Value;

    // A class of several parts is marked at its first one, which may be in another file.
    private static IEnumerable<string> Marked(IEnumerable<string> lines, params string[] isMarked)
    {
        var seen = new HashSet<string>(isMarked, StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var name = ClassLine.Match(line).Groups["name"];
            if (name.Success && seen.Add(name.Value))
                yield return line.Substring(0, line.Length - line.TrimStart().Length) + Attributes.NotUserCode;
            yield return line;
        }
    }

    /// <summary>What follows the namespace, after an empty line.</summary>
    private static IEnumerable<string> Read(string name)
    {
        using var stream = typeof(SharedSource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("The generator was built without " + name + ".");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Replace("\r", string.Empty).Split('\n');
        return lines.SkipWhile(l => l != Namespace).Skip(1).Reverse().SkipWhile(l => l.Length == 0).Reverse().ToArray();
    }
}
