namespace RuleCompiler.Evaluation;

/// <summary>Raises a bound: multiplier by multiplier to the top of the line, where two straight parts of the bound meet.</summary>
internal sealed class RecourseClimb
{
    private const int Lines = 8;

    private readonly RecourseBound _bound;
    private readonly RecourseBest _best;
    private readonly double[] _trial;
    private readonly bool[] _isTop;
    private readonly RecoursePoint _at;
    private readonly RecoursePoint _now;
    private readonly RecoursePoint _rising;
    private readonly RecoursePoint _falling;

    internal RecourseClimb(RecourseBound bound, RecourseBest best, int moves, int sides)
    {
        _bound = bound;
        _best = best;
        _trial = new double[sides];
        _isTop = new bool[sides];
        _at = new RecoursePoint(moves, sides);
        _now = new RecoursePoint(moves, sides);
        _rising = new RecoursePoint(moves, sides);
        _falling = new RecoursePoint(moves, sides);
        Outside = new RecoursePoint(moves, sides);
        Inside = new RecoursePoint(moves, sides);
    }

    /// <summary>Where the bound that was found is reached.</summary>
    internal RecoursePoint Now => _now;

    /// <summary>Whether a line had its top between two points, one that is not on the side and one that is; the last that had.</summary>
    internal bool HasTop { get; private set; }

    internal RecoursePoint Outside { get; }

    internal RecoursePoint Inside { get; }

    /// <summary>The side of that line.</summary>
    internal int Side { get; private set; }

    /// <summary>Raises the bound until it is above a goal, or no multiplier raises it.</summary>
    /// <param name="multipliers">Where it starts; where it ends.</param>
    /// <param name="goal">What is enough.</param>
    internal void Run(double[] multipliers, double goal)
    {
        HasTop = false;
        global::System.Array.Clear(_isTop, 0, _isTop.Length);
        Look(multipliers, _now);
        var rounds = 4 + (4 * multipliers.Length);
        for (; rounds > 0 && !(_now.Bound > goal); rounds--)
        {
            var side = Steepest(multipliers);
            if (side < 0)
                return;
            var before = _now.Bound;
            Raise(multipliers, side, goal);
            if (_now.Bound > before + 1e-7 + (1e-6 * global::System.Math.Abs(before)))
                global::System.Array.Clear(_isTop, 0, _isTop.Length);
            _isTop[side] = true;
        }
    }

    // The side that the point is furthest from, of those whose multiplier is not at the top of its line.
    private int Steepest(double[] multipliers)
    {
        var best = -1;
        var largest = 1e-12;
        for (var s = 0; s < multipliers.Length; s++)
        {
            var slope = -_now.Sides[s];
            if (slope < 0)
                slope = multipliers[s] > 0 ? -slope : 0;
            if (_isTop[s] || !(slope > largest))
                continue;
            largest = slope;
            best = s;
        }

        return best;
    }

    private void Raise(double[] multipliers, int side, double goal)
    {
        global::System.Array.Copy(multipliers, _trial, _trial.Length);
        var top = multipliers[side];
        // The bound is concave along the line; below is a point where it rises, above one where it falls.
        var below = multipliers[side];
        var above = below;
        var hasFalling = _now.Sides[side] >= 0;
        (hasFalling ? _falling : _rising).CopyFrom(_now);
        if (hasFalling)
        {
            below = 0;
            Look(side, 0, ref top);
            if (_at.Sides[side] >= 0)
            {
                multipliers[side] = top;
                return;
            }

            _rising.CopyFrom(_at);
        }

        for (var n = 0; n < Lines && !(_now.Bound > goal); n++)
        {
            double next;
            var rise = -_rising.Sides[side];
            if (hasFalling)
            {
                var fall = -_falling.Sides[side];
                next = (_falling.Bound - _rising.Bound + (rise * below) - (fall * above)) / (rise - fall);
                var height = _rising.Bound + (rise * (next - below));
                if (!(next > below) || !(next < above) || !(height > _now.Bound + 1e-9 + (1e-12 * global::System.Math.Abs(height))))
                    break;
            }
            else
            {
                next = below + ((goal + 1 - _rising.Bound) / rise);
                if (!(next > below) || double.IsInfinity(next))
                    break;
            }

            Look(side, next, ref top);
            if (_at.Sides[side] >= 0)
            {
                hasFalling = true;
                above = next;
                _falling.CopyFrom(_at);
            }
            else
            {
                below = next;
                _rising.CopyFrom(_at);
            }
        }

        multipliers[side] = top;
        if (!hasFalling)
            return;
        HasTop = true;
        Outside.CopyFrom(_rising);
        Inside.CopyFrom(_falling);
        Side = side;
    }

    private void Look(int side, double multiplier, ref double top)
    {
        _trial[side] = multiplier;
        Look(_trial, _at);
        if (!(_at.Bound > _now.Bound))
            return;
        _now.CopyFrom(_at);
        top = multiplier;
    }

    private void Look(double[] multipliers, RecoursePoint point)
    {
        _bound.At(multipliers, point);
        if (point.IsInside())
            _best.Offer(point);
    }
}
