using System;
using RuleCompiler.Fuzz.Targets;

namespace RuleCompiler.Fuzz;

/// <summary>Runs one input, to see what is wrong with it, or with what reads it.</summary>
internal static class Replay
{
    /// <summary>Runs it; what it throws is not caught.</summary>
    public static int Run(FuzzTarget target, byte[] input)
    {
        try
        {
            Console.Out.WriteLine("accepted: " + target.Use(target.Read(input)));
        }
        catch (RuleCompilerException e)
        {
            Console.Out.WriteLine("refused: " + e.Message);
        }

        return 0;
    }
}
