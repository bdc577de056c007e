namespace RuleCompiler.Exact;

/// <summary>
/// A kind of numbers to calculate with. A structure implements it, so that the JIT makes code of its own for each kind, as fast as if it
/// were written out; the operators of interfaces, which say the same, are not to be had on netstandard2.0.
/// </summary>
/// <typeparam name="T">The numbers.</typeparam>
internal interface IArithmetic<T>
    where T : struct
{
    /// <summary>0.</summary>
    T Zero { get; }

    /// <summary>1.</summary>
    T One { get; }

    /// <summary>a + b.</summary>
    T Add(T a, T b);

    /// <summary>a − b.</summary>
    T Subtract(T a, T b);

    /// <summary>a · b.</summary>
    T Multiply(T a, T b);

    /// <summary>a / b.</summary>
    T Divide(T a, T b);

    /// <summary>−a.</summary>
    T Negate(T a);

    /// <summary>Whether a &lt; b; never so for NaN.</summary>
    bool IsBelow(T a, T b);

    /// <summary>Whether a ≤ b; never so for NaN.</summary>
    bool IsAtMost(T a, T b);

    /// <summary>Whether a = b; never so for NaN.</summary>
    bool AreEqual(T a, T b);
}

/// <summary>Doubles, which are fast.</summary>
internal readonly struct DoubleArithmetic : IArithmetic<double>
{
    /// <inheritdoc/>
    public double Zero => 0;

    /// <inheritdoc/>
    public double One => 1;

    /// <inheritdoc/>
    public double Add(double a, double b) => a + b;

    /// <inheritdoc/>
    public double Subtract(double a, double b) => a - b;

    /// <inheritdoc/>
    public double Multiply(double a, double b) => a * b;

    /// <inheritdoc/>
    public double Divide(double a, double b) => a / b;

    /// <inheritdoc/>
    public double Negate(double a) => -a;

    /// <inheritdoc/>
    public bool IsBelow(double a, double b) => a < b;

    /// <inheritdoc/>
    public bool IsAtMost(double a, double b) => a <= b;

    /// <inheritdoc/>
    public bool AreEqual(double a, double b) => a == b;
}

/// <summary>Fractions, which are right.</summary>
internal readonly struct RationalArithmetic : IArithmetic<Rational>
{
    /// <inheritdoc/>
    public Rational Zero => Rational.Zero;

    /// <inheritdoc/>
    public Rational One => Rational.One;

    /// <inheritdoc/>
    public Rational Add(Rational a, Rational b) => a + b;

    /// <inheritdoc/>
    public Rational Subtract(Rational a, Rational b) => a - b;

    /// <inheritdoc/>
    public Rational Multiply(Rational a, Rational b) => a * b;

    /// <inheritdoc/>
    public Rational Divide(Rational a, Rational b) => a / b;

    /// <inheritdoc/>
    public Rational Negate(Rational a) => -a;

    /// <inheritdoc/>
    public bool IsBelow(Rational a, Rational b) => a < b;

    /// <inheritdoc/>
    public bool IsAtMost(Rational a, Rational b) => a <= b;

    /// <inheritdoc/>
    public bool AreEqual(Rational a, Rational b) => a == b;
}
