using System;
using RuleCompiler.Documents;
using RuleCompiler.Recourses;

namespace RuleCompiler.Benchmarks;

/// <summary>Generated code that finds changes.</summary>
internal static class GeneratedRecourse
{
    /// <summary>What generated code answers.</summary>
    /// <param name="Status">Found (0), none (1) or undecided (2).</param>
    /// <param name="Bounds">The number of bounds that were calculated.</param>
    /// <param name="Certificate">The certificate.</param>
    internal readonly record struct Answer(int Status, long Bounds, string Certificate);

    /// <summary>The method of a document.</summary>
    public static Func<double[], Answer> Of(RuleDocument document)
    {
        var finder = new RecourseFinder(document);
        return row =>
        {
            var answer = finder.Find(row);
            return new Answer((int)answer.Status, answer.Bounds, answer.Certificate);
        };
    }
}
