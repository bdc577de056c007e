using System;
using System.IO;
using System.Linq;
using RuleCompiler.Fuzz.Loop;
using RuleCompiler.Fuzz.Targets;

namespace RuleCompiler.Fuzz;

/// <summary>Chooses of a corpus what reaches all that it reaches, the short inputs first.</summary>
internal static class Reduction
{
    /// <summary>Copies what is chosen.</summary>
    public static void Run(FuzzTarget target, string from, string to)
    {
        var coverage = new Coverage();
        var outcomes = new OutcomeTally();
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).OrderBy(f => new FileInfo(f).Length).ThenBy(f => f, StringComparer.Ordinal))
        {
            Coverage.Begin();
            var edges = coverage.Edges;
            string outcome;
            try
            {
                outcome = target.Use(target.Read(File.ReadAllBytes(file)));
            }
            catch (RuleCompilerException e)
            {
                outcome = e.Message;
            }

            coverage.Collect();
            if (outcomes.Add(outcome) | coverage.Edges > edges)
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
