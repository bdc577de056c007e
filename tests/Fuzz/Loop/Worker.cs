using System;
using System.Threading;
using RuleCompiler.Fuzz.Targets;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>The process that runs inputs, and that an input may end.</summary>
internal static class Worker
{
    /// <summary>What hosts give a thread at the least.</summary>
    private const int StackBytes = 1 << 20;

    /// <summary>Runs inputs.</summary>
    public static void Run(FuzzTarget target, FuzzFolders folders, long inputs, TimeSpan time, ulong seed)
    {
        using var state = SharedState.Open(folders.State);
        var loop = new FuzzLoop(target, new Corpus(folders.Corpus), new Findings(folders.Findings), state);
        var thread = new Thread(() => loop.Run(inputs, time, seed), StackBytes);
        thread.Start();
        thread.Join();
    }
}
