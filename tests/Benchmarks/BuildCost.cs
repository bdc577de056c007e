using System;
using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;

namespace RuleCompiler.Benchmarks;

/// <summary>What the generator and the compiler take for more and more rules, and what an unrelated edit costs: <c>-- build</c>.</summary>
internal static class BuildCost
{
    public static void Run()
    {
        Once(RuleCases.Tree(10, 20), isPrinted: false);
        Console.WriteLine("rules x inputs      document    generator     compiler     assembly    after an unrelated edit");
        foreach (var rules in (int[])[10, 100, 1000, 10_000])
            Once(RuleCases.Tree(rules, 20), isPrinted: true);
        Once(RuleCases.Tree(10_000, 50), isPrinted: true);
    }

    private static void Once(RuleDocument document, bool isPrinted)
    {
        var json = RuleDocumentWriter.Write(document);
        var compilation = GeneratedAssembly.Compilation("class Program { }");
        var watch = Stopwatch.StartNew();
        var driver = GeneratedAssembly.Driver(json).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        var generator = watch.Elapsed;
        watch.Restart();
        using var image = GeneratedAssembly.Emit(generated);
        var compiler = watch.Elapsed;
        watch.Restart();
        driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other { }")));
        var edit = watch.Elapsed;
        if (isPrinted)
            Console.WriteLine(
                $"{document.Rules.Count,6} x {document.Inputs.Count,3}   {json.Length / 1024.0,10:F0} KB "
                    + $"{generator.TotalMilliseconds,9:F0} ms {compiler.TotalMilliseconds,9:F0} ms {image.Length / 1024.0,9:F0} KB "
                    + $"{edit.TotalMilliseconds,9:F1} ms");
    }
}
