using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Evaluation;

/// <summary>A number of a curve: one that is written, or the slope of a piece, which follows from what is written.</summary>
internal readonly struct CurveNumber
{
    private readonly Number _written;
    private readonly CurvePiece? _piece;

    public CurveNumber(Number written) => (_written, _piece) = (written, null);

    public CurveNumber(CurvePiece piece) => (_written, _piece) = (Number.Zero, piece);

    /// <summary>The double that is calculated with.</summary>
    public double Value => _piece?.Slope ?? _written.Value;

    /// <summary>What the digits say, exactly.</summary>
    public Rational Written => _piece?.ExactSlope ?? Rational.Parse(_written.Text);

    /// <summary>The C# literal.</summary>
    public string Literal => _piece?.SlopeLiteral ?? _written.Literal;
}
