using System;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>Between which values something exactly lies inside the ranges, and how far what is computed can be from that.</summary>
/// <param name="Least">The least exact value.</param>
/// <param name="Most">The largest exact value.</param>
/// <param name="Error">How far a computed value can be from the exact one; infinite where a number could overflow.</param>
internal readonly record struct Enclosure(Rational Least, Rational Most, double Error)
{
    /// <summary>The relative error of an operation, half a unit in the last place.</summary>
    public const double UnitRoundoff = 1.0 / 9007199254740992;

    /// <summary>The error of an operation whose result is too small to have all digits.</summary>
    public const double Tiny = double.Epsilon;

    // One part in 2⁴⁰ more covers what is rounded where errors are added up here.
    private const double Upwards = 1 + (1.0 / 1099511627776);

    /// <summary>A value that is known, and the double that it is read as.</summary>
    public static Enclosure Of(Rational exact, double computed) => new(exact, exact, Up(exact - Rational.From(computed)));

    /// <summary>The largest size of the exact value.</summary>
    public double Size => Math.Max(Up(Least), Up(Most));

    /// <summary>The largest size of the computed value.</summary>
    public double ComputedSize => (Size + Error) * Upwards;

    /// <summary>A size as a double that is not below it.</summary>
    public static double Up(Rational value) => Math.Abs(value.ToDouble()) * Upwards;

    /// <summary>Both, whichever holds.</summary>
    public Enclosure Or(Enclosure other) => new(
        Least < other.Least ? Least : other.Least, Most > other.Most ? Most : other.Most, Math.Max(Error, other.Error));

    /// <summary>The sum, which is rounded once; what is added to an exact 0 is not.</summary>
    public Enclosure Plus(Enclosure other)
    {
        var sum = new Enclosure(Least + other.Least, Most + other.Most, (Error + other.Error) * Upwards);
        return IsZero || other.IsZero ? sum : sum.Rounded();
    }

    /// <summary>The same after an operation that is rounded. A sum that is too small to have all digits is exact.</summary>
    public Enclosure Rounded() => Widened(UnitRoundoff * ComputedSize);

    /// <summary>The same with an error more.</summary>
    public Enclosure Widened(double error) =>
        this with { Error = double.IsInfinity(ComputedSize) ? double.PositiveInfinity : (Error + error) * Upwards };

    private bool IsZero => Least.Sign == 0 && Most.Sign == 0 && Error == 0;
}
