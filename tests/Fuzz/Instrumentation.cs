using System;
using System.IO;
using System.Linq;
using SharpFuzz;

namespace RuleCompiler.Fuzz;

/// <summary>Has assemblies count their branches.</summary>
internal static class Instrumentation
{
    private static readonly string[] Names = ["RuleCompiler.Runtime.dll", "RuleCompiler.Generator.dll", "RuleCompiler.Trainer.dll"];

    // The messages of ONNX are generated, and read by a library.
    private const string Left = "RuleCompiler.Trainer.Onnx.Protocol.";

    /// <summary>Rewrites those of this repository that stand in a folder, which is not that of this program.</summary>
    public static void Of(string folder)
    {
        foreach (var name in Names)
        {
            var path = Path.Combine(folder, name);
            // Rewritten while it is read: into another place first.
            var copy = path + ".plain";
            File.Copy(path, copy, overwrite: true);
            var types = Fuzzer.Instrument(path, type => !type.StartsWith(Left, StringComparison.Ordinal), Options.Value).Count();
            Console.Out.WriteLine($"{name}: {types} types");
            File.Delete(copy);
        }
    }
}
