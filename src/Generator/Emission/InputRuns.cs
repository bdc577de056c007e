using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The numbers that stand one after another in the struct of a row, so that four can be read at once.</summary>
/// <remarks>
/// A struct of numbers and enums is laid out as it is declared: a number takes 8 bytes and begins at a multiple of 8, an enum 4. Where a
/// processor has it otherwise, the size is another; generated code asks for it.
/// </remarks>
internal sealed class InputRuns
{
    private const int NumberSize = 8;
    private const int EnumSize = 4;
    private const int MinCount = 4;

    /// <summary>Finds the runs of a document; none where the target has no vectors.</summary>
    public InputRuns(EmissionContext context)
    {
        var runs = new List<InputRun>();
        var size = 0;
        for (var i = 0; i < context.Document.Inputs.Count; i++)
        {
            if (!context.Document.Inputs[i].IsNumber)
            {
                size += EnumSize;
                continue;
            }

            size = (size + NumberSize - 1) / NumberSize * NumberSize;
            var last = runs.Count == 0 ? null : runs[runs.Count - 1];
            if (last is not null && last.First + last.Count == i && i < InputGroups.EndAfter(last.First))
                runs[runs.Count - 1] = last with { Count = last.Count + 1 };
            else
                runs.Add(new InputRun(i, 1, size / NumberSize));
            size += NumberSize;
        }

        All = context.Target.Types.HasVectors && context.Target.HasReadOnlyReferences ? runs.Where(r => r.Count >= MinCount).ToArray() : [];
        Size = runs.Count == 0 ? size : (size + NumberSize - 1) / NumberSize * NumberSize;
    }

    /// <summary>The runs.</summary>
    public IReadOnlyList<InputRun> All { get; }

    /// <summary>The bytes of a row.</summary>
    public int Size { get; }
}

/// <summary>Numbers one after another.</summary>
/// <param name="First">The position of the first among the inputs.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Place">Where the first is in memory, in numbers.</param>
internal sealed record InputRun(int First, int Count, int Place)
{
    /// <summary>
    /// What compares them by four: the four minima, then the four maxima. The last four may have some of those before them once more.
    /// </summary>
    public IEnumerable<string> Fours(RuleDocument document)
    {
        for (var i = 0; i < Count; i += 4)
        {
            var start = System.Math.Min(i, Count - 4);
            var numbers = Enumerable.Range(First + start, 4).Select(document.Inputs.NumberAt).ToArray();
            yield return $"AreInRange(ref numbers, {Literals.Int(Place + start)}, "
                + $"{Four(numbers.Select(n => n.Minimum))}, {Four(numbers.Select(n => n.Maximum))})";
        }
    }

    private static string Four(IEnumerable<Number> limits) => string.Join(", ", limits.Select(l => l.Literal));
}
