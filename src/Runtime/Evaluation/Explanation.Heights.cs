namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>
        /// The position of the piece of a curve that a value is on, counted from the first number of the curve; −1 below the first point.
        /// </summary>
        internal int FindPiece(int curve, int points, double value)
        {
            var piece = -1;
            for (var k = 0; k < points && !(value < CurveNumbers[curve + 1 + (3 * k)]); k++)
                piece = curve + 1 + (3 * k);
            return piece;
        }

        /// <summary>How steep the curve of a term is at a value; 0 before the first point and after the last.</summary>
        internal double SlopeAt(int term, double value)
        {
            var piece = FindPiece(_curves[term], PointsOf(term), value);
            return piece < 0 ? 0.0 : CurveNumbers[piece + 2];
        }

        /// <summary>The height of a piece of a curve at a value: <c>y + (x − x₀)·r</c>, or y where it is flat.</summary>
        /// <param name="curve">The position of the curve.</param>
        /// <param name="piece">That of the piece, as <c>FindPiece</c> gives it.</param>
        /// <param name="x">The value.</param>
        internal double Height(int curve, int piece, double x)
        {
            if (piece < 0)
                return CurveNumbers[curve];
            var slope = CurveNumbers[piece + 2];
            return slope == 0 ? CurveNumbers[piece + 1] : CurveNumbers[piece + 1] + ((x - CurveNumbers[piece]) * slope);
        }

        /// <summary>The number of points of a term's curve.</summary>
        internal int PointsOf(int term)
        {
            return CurvePoints[term - _sums[term]];
        }
    }
}
