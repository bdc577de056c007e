using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Features;

/// <summary>
/// A sum with nothing left to look up: one constant, and of each input one part, in exact numbers. What conditions add to it where they are
/// negative is multiplied out.
/// </summary>
internal sealed class ExpandedSum
{
    private readonly ExpandedPart?[] _parts;

    private ExpandedSum(Rational bias, ExpandedPart?[] parts) => (Bias, _parts) = (bias, parts);

    /// <summary>The constant.</summary>
    public Rational Bias { get; }

    /// <summary>What each input adds, null where it has no term.</summary>
    public IReadOnlyList<ExpandedPart?> Parts => _parts;

    /// <summary>Whether no input has a term.</summary>
    public bool IsConstant => _parts.All(p => p is null || p.IsZero);

    /// <summary>The sum that is 0.</summary>
    /// <param name="inputs">The inputs.</param>
    public static ExpandedSum Zero(EquatableArray<Input> inputs) => new(Rational.Zero, new ExpandedPart?[inputs.Count]);

    /// <summary>A constant and a part for each input.</summary>
    /// <param name="bias">The constant.</param>
    /// <param name="parts">What each input adds, null where it adds nothing.</param>
    public static ExpandedSum Of(Rational bias, IEnumerable<ExpandedPart?> parts) => new(bias, parts.ToArray());

    /// <summary>The sum x − y of two numbers.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="x">The position of x.</param>
    /// <param name="y">The position of y.</param>
    public static ExpandedSum Difference(IReadOnlyList<Input> inputs, int x, int y)
    {
        var parts = new ExpandedPart?[inputs.Count];
        ExpandedPart Part(int input, Rational weight) =>
            new(inputs[input], weight, [], new Rational[inputs[input].Match(n => n.Specials.Count, _ => 0)]);
        (parts[x], parts[y]) = (Part(x, Rational.One), Part(y, -Rational.One));
        return new ExpandedSum(Rational.Zero, parts);
    }

    /// <summary>A sum in which one input alone adds something.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="input">The position of the input.</param>
    /// <param name="bias">The constant.</param>
    /// <param name="weight">What a quantity is multiplied with.</param>
    /// <param name="table">What each special value, or each category, adds.</param>
    public static ExpandedSum OfInput(IReadOnlyList<Input> inputs, int input, Rational bias, Rational weight, Rational[] table)
    {
        var parts = new ExpandedPart?[inputs.Count];
        parts[input] = new ExpandedPart(inputs[input], weight, [], table);
        return new ExpandedSum(bias, parts);
    }

    /// <summary>The terms of an expression, without its adjustments, as they are written.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="inputs">The inputs.</param>
    public static ExpandedSum OfTerms(Expression expression, EquatableArray<Input> inputs)
    {
        var parts = new ExpandedPart?[inputs.Count];
        foreach (var term in expression.Terms)
            parts[term.Input] = ExpandedPart.Of(term, inputs[term.Input]);
        return new ExpandedSum(Rational.Parse(expression.Bias.Text), parts);
    }

    /// <summary>This sum plus a multiple of another.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="other">The other sum, over the same inputs.</param>
    public ExpandedSum Plus(Rational factor, ExpandedSum other) => new(
        Bias + (factor * other.Bias),
        _parts.Zip(other._parts, (a, b) => b is null ? a : a is null ? b.Times(factor) : a.Plus(factor, b)).ToArray());

    /// <summary>This sum plus a constant.</summary>
    /// <param name="constant">The constant.</param>
    public ExpandedSum Plus(Rational constant) => new(Bias + constant, _parts);

    /// <summary>A multiple of this sum.</summary>
    /// <param name="factor">The factor.</param>
    public ExpandedSum Times(Rational factor) => new(factor * Bias, _parts.Select(p => p?.Times(factor)).ToArray());

    /// <summary>This sum over more inputs, the last, which are second copies of some of the inputs.</summary>
    /// <param name="inputs">The inputs that have copies.</param>
    /// <param name="areUsed">Whether the copies add in place of the inputs; else they add nothing.</param>
    public ExpandedSum WithCopies(IReadOnlyList<int> inputs, bool areUsed)
    {
        var parts = _parts.Concat(inputs.Select(i => areUsed ? _parts[i] : null)).ToArray();
        foreach (var input in areUsed ? inputs : [])
            parts[input] = null;
        return new ExpandedSum(Bias, parts);
    }

    /// <summary>This sum with one of its inputs fixed.</summary>
    /// <param name="input">The input.</param>
    /// <param name="choice">The position of its category or of its special value.</param>
    public ExpandedSum WithChoice(int input, int choice) => Without(input, part => part.Table[choice]);

    /// <summary>This sum with one of its inputs fixed.</summary>
    /// <param name="input">A number.</param>
    /// <param name="quantity">What it is.</param>
    /// <param name="below">Whether it is come to from below.</param>
    public ExpandedSum WithQuantity(int input, Rational quantity, bool below) =>
        Without(input, part => below ? part.Below(quantity) : part.AtQuantity(quantity));

    private ExpandedSum Without(int input, Func<ExpandedPart, Rational> value)
    {
        if (_parts[input] is not { } part)
            return this;
        var parts = _parts.ToArray();
        parts[input] = null;
        return new ExpandedSum(Bias + value(part), parts);
    }

    /// <summary>Whether both are the same function.</summary>
    /// <param name="other">The other sum.</param>
    public bool IsSame(ExpandedSum other)
    {
        var difference = Plus(-Rational.One, other);
        return difference.Bias.Sign == 0 && difference._parts.All(p => p is null || p.IsZero);
    }

    /// <summary>Whether this sum is a multiple of another, so that it is 0 where that is.</summary>
    /// <param name="other">The other sum.</param>
    public bool IsMultipleOf(ExpandedSum other)
    {
        var (mine, theirs) = (Coefficients(other), other.Coefficients(this));
        var k = Array.FindIndex(theirs, c => c.Sign != 0);
        return IsSame(k < 0 ? other : other.Times(mine[k] / theirs[k]));
    }

    // Of two sums the same number of coefficients each, in the same order.
    private Rational[] Coefficients(ExpandedSum other) => _parts.SelectMany((part, i) =>
    {
        var any = part ?? other._parts[i];
        var own = part ?? any?.Times(Rational.Zero);
        return own is null
            ? []
            : own.Table.Append(own.Weight).Concat(
                (other._parts[i]?.Curve ?? []).Concat(own.Curve).Select(p => p.X).Distinct().OrderBy(x => x).Select(own.AtQuantity));
    }).Append(Bias).ToArray();

    /// <summary>The value at a row.</summary>
    /// <param name="row">One value per input, none of them missing: a number, a special value, or the position of a category.</param>
    public Rational At(IReadOnlyList<double> row) =>
        _parts.Select((part, i) => part?.At(row[i]) ?? Rational.Zero).Aggregate(Bias, (sum, x) => sum + x);
}

/// <summary>
/// What one input adds to a sum: of a number its weight, a curve, and what its special values add; of a category a number each.
/// </summary>
/// <param name="Input">The input.</param>
/// <param name="Weight">What a quantity is multiplied with.</param>
/// <param name="Curve">What is added to that: the points of a curve; none where there is none.</param>
/// <param name="Table">What each special value, or each category, adds.</param>
internal sealed record ExpandedPart(Input Input, Rational Weight, IReadOnlyList<ExactCurvePoint> Curve, IReadOnlyList<Rational> Table)
{
    /// <summary>Whether it adds nothing anywhere.</summary>
    public bool IsZero => Weight.Sign == 0 && Table.All(t => t.Sign == 0) && Curve.All(p => p.Below.Sign == 0 && p.At.Sign == 0);

    /// <summary>Whether it is a number's weight and nothing else.</summary>
    public bool IsLinear => Curve.Count == 0 && Input.IsNumber && Table.All(t => t.Sign == 0) && Table.Count == 0;

    /// <summary>What a term adds.</summary>
    public static ExpandedPart Of(Term term, Input input) => term.Match(
        number => new ExpandedPart(input, Rational.Parse(number.Weight.Text), [], Specials(input, number.Specials)),
        category => new ExpandedPart(
            input,
            Rational.Zero,
            [],
            category.Table(input.Match(_ => 0, c => c.Categories.Count)).Select(w => Rational.Parse(w.Text)).ToArray()),
        curve => new ExpandedPart(
            input,
            Rational.Zero,
            curve.Curve.Points.Select(
                p => new ExactCurvePoint(Rational.Parse(p.X.Text), Rational.Parse(p.Below.Text), Rational.Parse(p.At.Text))).ToArray(),
            Specials(input, curve.Specials)));

    /// <summary>A multiple.</summary>
    public ExpandedPart Times(Rational factor) => this with
    {
        Weight = factor * Weight,
        Curve = Curve.Select(p => p with { Below = factor * p.Below, At = factor * p.At }).ToArray(),
        Table = Table.Select(t => factor * t).ToArray(),
    };

    /// <summary>This part plus a multiple of another of the same input.</summary>
    public ExpandedPart Plus(Rational factor, ExpandedPart other) => this with
    {
        Weight = Weight + (factor * other.Weight),
        Curve = Sum(factor, other),
        Table = Table.Zip(other.Table, (a, b) => a + (factor * b)).ToArray(),
    };

    /// <summary>What a value of the input adds.</summary>
    /// <param name="value">A number, a special value, or the position of a category.</param>
    public Rational At(double value) => Input.Match(
        number => number.FindSpecial(value) is >= 0 and var special
            ? Table[special]
            : AtQuantity(Rational.Parse(Number.From(value).ShortestDigits)),
        _ => Table[(int)value]);

    /// <summary>What a quantity adds.</summary>
    public Rational AtQuantity(Rational x) => (Weight * x) + Height(x, below: false);

    /// <summary>What a quantity adds when it is come to from below.</summary>
    public Rational Below(Rational x) => (Weight * x) + Height(x, below: true);

    private Rational Height(Rational x, bool below)
    {
        if (Curve.Count == 0)
            return Rational.Zero;
        var k = 0;
        while (k < Curve.Count && (below ? Curve[k].X < x : Curve[k].X <= x))
            k++;
        if (k == 0)
            return Curve[0].Below;
        var from = Curve[k - 1];
        if (k == Curve.Count)
            return from.At;
        var to = Curve[k];
        return from.At + ((x - from.X) * ((to.Below - from.At) / (to.X - from.X)));
    }

    private ExactCurvePoint[] Sum(Rational factor, ExpandedPart other)
    {
        if (other.Curve.Count == 0)
            return [.. Curve];
        var (mine, theirs) = (this with { Weight = Rational.Zero }, other with { Weight = Rational.Zero });
        return Curve.Concat(other.Curve).Select(p => p.X).Distinct().OrderBy(x => x)
            .Select(x => new ExactCurvePoint(
                x, mine.Below(x) + (factor * theirs.Below(x)), mine.AtQuantity(x) + (factor * theirs.AtQuantity(x)))).ToArray();
    }

    private static Rational[] Specials(Input input, EquatableArray<SpecialWeight> weights) =>
        input.Match(number => weights.Table(number).Select(n => Rational.Parse(n.Text)).ToArray(), _ => []);
}

/// <summary>A point of a curve in exact numbers.</summary>
/// <param name="X">Where it is.</param>
/// <param name="Below">The height below it.</param>
/// <param name="At">The height at it and from there on.</param>
internal readonly record struct ExactCurvePoint(Rational X, Rational Below, Rational At);
