using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Evaluation;

/// <summary>How the numbers of a document and a row are read.</summary>
internal enum Reading
{
    /// <summary>As their digits are written; a row's numbers as the shortest decimals of their doubles.</summary>
    Written,

    /// <summary>As the doubles that are compiled.</summary>
    Compiled,
}

/// <summary>The numbers that a reading makes.</summary>
internal static class Readings
{
    /// <summary>A number of the document.</summary>
    public static Rational Of(this Reading reading, Number number) =>
        reading == Reading.Written ? Rational.Parse(number.Text) : Rational.From(number.Value);

    /// <summary>A number of a row.</summary>
    public static Rational Of(this Reading reading, double value) =>
        reading == Reading.Written ? Rational.Parse(Number.From(value).ShortestDigits) : Rational.From(value);

    /// <summary>The slope of a piece of a curve.</summary>
    public static Rational SlopeOf(this Reading reading, CurvePiece piece) =>
        reading == Reading.Written ? piece.ExactSlope : Rational.From(piece.Slope);
}
