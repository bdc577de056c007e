namespace RuleCompiler.Generator.Emission;

/// <summary>How many rows are calculated at once, and with which type of the framework.</summary>
/// <param name="Count">The rows.</param>
/// <param name="Class">The generated class that calculates them.</param>
/// <param name="Text">The number of rows in words.</param>
/// <param name="Vector">The type whose methods calculate with so many doubles.</param>
/// <param name="IsFast">The condition under which that is faster than one row after another.</param>
internal sealed record LaneWidth(int Count, string Class, string Text, string Vector, string IsFast)
{
    private const string Intrinsics = "global::System.Runtime.Intrinsics.";

    /// <summary>What processors of the last ten years do in one instruction, and the others in two.</summary>
    public static readonly LaneWidth Four = new(4, "FourRows", "Four", Intrinsics + "Vector256", Intrinsics + "Vector128.IsHardwareAccelerated");

    /// <summary>Only where it is one instruction: in two halves it is slower than twice four.</summary>
    public static readonly LaneWidth Eight = new(8, "EightRows", "Eight", Intrinsics + "Vector512", Intrinsics + "Vector512.IsHardwareAccelerated");

    /// <summary>The type of a number in each row.</summary>
    public string Doubles => Vector + "<double>";

    /// <summary>The type of a whole number in each row.</summary>
    public string Longs => Vector + "<long>";
}
