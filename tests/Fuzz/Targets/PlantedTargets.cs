using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using RuleCompiler.Fuzz.Mutation;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>Targets with a fault that is to be found, which shows that faults are.</summary>
internal static class PlantedTargets
{
    /// <summary>All of them.</summary>
    public static IEnumerable<FuzzTarget> All =>
    [
        new Planted("planted-crash", _ => throw new InvalidOperationException("planted")),
        new Planted("planted-overflow", input => Deep(input, 0)),
        new Planted("planted-hang", _ => Thread.Sleep(Timeout.Infinite)),
        new Planted("planted-hog", _ => Keep(new List<byte[]>())),
        new Planted("planted-hidden-hog", _ => Hide(() => Keep(new List<byte[]>()))),
        new Planted("planted-message", _ => throw new RuleCompilerException("planted \u001b[31m")),
        new Planted("planted-nothing", _ => { }),
    ];

    private static int Deep(byte[] input, int depth) => depth < 0 ? 0 : Deep(input, depth + 1) + input[depth % input.Length];

    private static void Keep(List<byte[]> kept)
    {
        while (true)
            kept.Add(new byte[1 << 20]);
    }

    private static void Hide(Action hog)
    {
        try
        {
            hog();
        }
        catch (OutOfMemoryException e)
        {
            throw new RuleCompilerException("refused", e);
        }
    }

    /// <summary>Does what is planted for texts that have a mark, which takes several steps to be reached.</summary>
    private sealed class Planted(string name, Action<byte[]> fault) : FuzzTarget(name, new JsonMutator())
    {
        public override IEnumerable<byte[]> Seeds() => [Encoding.UTF8.GetBytes("{\"a\":1,\"b\":[1,2,{\"c\":\"d\"}]}")];

        public override object Read(byte[] input)
        {
            var values = JsonValues.Of(Encoding.UTF8.GetString(input));
            if (values.Count > 12)
                fault(input);
            return values.Count < 8 ? throw new RuleCompilerException("few values: " + new string('x', values.Count)) : input;
        }
    }
}
