namespace RuleCompiler.Evaluation;

/// <summary>A choice of moves that a bound is reached at: the piece and the step of each, and h of all sides there.</summary>
internal sealed class RecoursePoint
{
    internal RecoursePoint(int moves, int sides)
    {
        Pieces = new int[moves];
        Steps = new long[moves];
        Sides = new double[sides];
    }

    /// <summary>The piece of each input that can change, −1 where it stays.</summary>
    internal int[] Pieces { get; }

    /// <summary>The step or level of each.</summary>
    internal long[] Steps { get; }

    /// <summary>h of each side.</summary>
    internal double[] Sides { get; }

    /// <summary>The bound.</summary>
    internal double Bound { get; set; }

    internal void CopyFrom(RecoursePoint other)
    {
        global::System.Array.Copy(other.Pieces, Pieces, Pieces.Length);
        global::System.Array.Copy(other.Steps, Steps, Steps.Length);
        global::System.Array.Copy(other.Sides, Sides, Sides.Length);
        Bound = other.Bound;
    }

    /// <summary>Whether it is on all sides, as far as doubles tell.</summary>
    internal bool IsInside()
    {
        foreach (var side in Sides)
        {
            if (!(side >= 0))
                return false;
        }

        return true;
    }
}
