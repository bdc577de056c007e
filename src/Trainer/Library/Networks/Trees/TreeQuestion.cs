using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Networks.Trees;

/// <summary>
/// What a node of trees asks, in terms of the input itself: tests one after the other, of which the first that goes its way leads on.
/// </summary>
/// <param name="Asked">The tests, the side that leads on, and where to.</param>
/// <param name="Otherwise">Where it goes on otherwise.</param>
internal sealed record TreeQuestion(IReadOnlyList<(TreeTest Test, bool Side, int To)> Asked, int Otherwise)
{
    /// <summary>A question about a text.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The input.</param>
    /// <param name="holds">For each category whether the comparison holds.</param>
    /// <returns>The question.</returns>
    public static TreeQuestion OfCategories(TreeNode node, int input, IReadOnlyList<bool> holds)
    {
        if (holds.All(h => h.Equals(holds[0])))
            return new([], holds[0] ? node.True : node.False);
        return new([(new OneOf(input, Enumerable.Range(0, holds.Count).Where(c => holds[c]).ToArray()), true, node.True)], node.False);
    }

    /// <summary>A question about a number.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The input.</param>
    /// <param name="answers">The parts of its range and whether the comparison holds there, in ascending order.</param>
    /// <returns>The question.</returns>
    public static TreeQuestion OfNumber(TreeNode node, int input, IReadOnlyList<(NumberPart Part, bool Holds)> answers)
    {
        var asked = new List<(TreeTest, bool, int)>();
        for (var i = 1; i < answers.Count; i++)
        {
            var before = answers[i - 1];
            if (before.Holds == answers[i].Holds)
                continue;
            var (last, next) = (NumberPart.At(before.Part.To), NumberPart.At(before.Part.To + 1));
            // Both ask the same; the shorter number is the one that somebody has written.
            asked.Add(FormattableString.Invariant($"{next:R}").Length < FormattableString.Invariant($"{last:R}").Length
                ? (new AtLeast(input, next), false, To(before.Holds))
                : (new AtMost(input, last), true, To(before.Holds)));
        }

        return new(asked, To(answers[^1].Holds));

        int To(bool holds) => holds ? node.True : node.False;
    }
}

/// <summary>Neighbouring doubles, by their places in the order of all.</summary>
/// <param name="From">The place of the first.</param>
/// <param name="To">The place of the last.</param>
internal readonly record struct NumberPart(long From, long To)
{
    /// <summary>The doubles between two.</summary>
    public static NumberPart Between(double low, double high) => new(PlaceOf(low), PlaceOf(high));

    /// <summary>The double at a place. The two zeros share one.</summary>
    public static double At(long place) => BitConverter.Int64BitsToDouble(place >= 0 ? place : long.MinValue - place);

    /// <summary>The parts on which what is monotone on this one answers the same.</summary>
    public IEnumerable<NumberPart> Divided(Func<double, bool> question)
    {
        var (from, to, first) = (From, To, question(At(From)));
        if (from == to || question(At(to)) == first)
            return [this];
        while (to > from + 1)
        {
            // Half of each: a difference may be beyond a long.
            var middle = (from >> 1) + (to >> 1) + (from & to & 1);
            if (question(At(middle)) == first)
                from = middle;
            else
                to = middle;
        }

        return [this with { To = from }, this with { From = to }];
    }

    private static long PlaceOf(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }
}
