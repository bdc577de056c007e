using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>How many rows are calculated at once, and with which type of the framework.</summary>
/// <param name="Count">The rows.</param>
/// <param name="Class">The generated class that calculates them.</param>
/// <param name="Text">The number of rows in words.</param>
/// <param name="Vector">The type whose methods calculate with so many doubles.</param>
/// <param name="Half">The type of vectors half as long, which hold so many categories.</param>
/// <param name="IsFast">The condition under which that is faster than one row after another.</param>
internal sealed record LaneWidth(int Count, string Class, string Text, string Vector, string Half, IReadOnlyList<string> IsFast)
{
    /// <summary>Calculating all rules costs more than the path to one where there are more than this (measured).</summary>
    public const int MaxRules = 32;

    /// <summary>Reading several rows of more inputs would be too long for one method.</summary>
    public const int MaxInputs = 256;

    /// <summary>
    /// The bytes of IL that a method over several rows may take by estimate: well below the 60,000 past which the JIT stops optimising.
    /// </summary>
    public const int MaxBytes = 40_000;

    private const string Intrinsics = "global::System.Runtime.Intrinsics.";

    /// <summary>What processors of the last ten years do in one instruction, and the others in two.</summary>
    public static readonly LaneWidth Four =
        new(4, "FourRows", "Four", Intrinsics + "Vector256", Intrinsics + "Vector128", [Intrinsics + "Vector128.IsHardwareAccelerated"]);

    /// <summary>
    /// Only where it is one instruction, and another looks up numbers in registers: in two halves it is slower than twice four.
    /// </summary>
    public static readonly LaneWidth Eight = new(
        8,
        "EightRows",
        "Eight",
        Intrinsics + "Vector512",
        Intrinsics + "Vector256",
        [Intrinsics + "Vector512.IsHardwareAccelerated", $"&& {Intrinsics}X86.Avx512F.IsSupported"]);

    /// <summary>The type of a number in each row.</summary>
    public string Doubles => Vector + "<double>";

    /// <summary>The type of a whole number in each row.</summary>
    public string Longs => Vector + "<long>";

    /// <summary>The local that holds the rows.</summary>
    public string Local => Text.ToLowerInvariant();

    /// <summary>
    /// How many rows are worth calculating at once, the most first: none where the tree is too large, or the target lacks the types.
    /// </summary>
    public static IReadOnlyList<LaneWidth> For(EmissionContext context)
    {
        var (document, target) = (context.Document, context.Target);
        var fits = target.Types.HasVectors && target.HasNullableAnnotations && document.Inputs.Count is > 0 and <= MaxInputs
            && context.Tree.IsOneMethod && !context.Hinges.IsApart && document.Rules.Count <= MaxRules && Bytes(document) <= MaxBytes;
        return !fits ? [] : target.Types.HasWideVectors ? [Eight, Four] : [Four];
    }

    /// <summary>Whether a register can be looked up in by each of its parts.</summary>
    public bool Permutes => Count == 8;

    /// <summary>A list with an item for each row.</summary>
    /// <param name="item">The item of a row, given its position as a literal.</param>
    public CommaList Each(Func<string, string> item) => new(Enumerable.Range(0, Count).Select(k => item(Literals.Int(k))));

    // A number's term takes some 30 bytes of IL, and what has an output per row, some 20 for each.
    private static int Bytes(RuleDocument document) => document.Sums
        .Sum(e => 60 + ((e.Terms.Count + e.Adjustments.Count) * 30)) + (document.Outputs.Count * Eight.Count * 20);
}
