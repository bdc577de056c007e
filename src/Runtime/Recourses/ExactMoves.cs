using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Recourses;

/// <summary>What one input of a row can become, in exact numbers.</summary>
internal abstract record ExactMoves
{
    private ExactMoves()
    {
    }

    /// <summary>The moves of an input; null where it cannot change.</summary>
    /// <param name="input">The input.</param>
    /// <param name="given">Its value as it was given.</param>
    /// <param name="value">The value that counts.</param>
    /// <param name="cost">What a step costs.</param>
    public static ExactMoves? Of(Input input, double given, double value, long cost) =>
        RecourseLayout.DirectionOf(input) == 0 || !given.Equals(value)
            ? null
            : input.Match<ExactMoves?>(
                number => Number(number, value, cost, RecourseLayout.DirectionOf(number)),
                category => Category(category, (int)value, cost, RecourseLayout.DirectionOf(category)));

    /// <summary>Whether it can stay as it is.</summary>
    public abstract bool CanStay { get; }

    /// <summary>How many changes are left.</summary>
    public abstract BigInteger Count { get; }

    /// <summary>The highest cost.</summary>
    public abstract BigInteger Dearest { get; }

    /// <summary>The cost of a change to a value; null where it cannot change to that.</summary>
    public abstract long? CostOf(double value);

    /// <summary>The value of the only change that is left.</summary>
    public abstract double Only { get; }

    /// <summary>The ends of the changes that are left, and those beside some points; of a category all that are left.</summary>
    /// <param name="points">The points, where curves bend or jump.</param>
    public abstract IEnumerable<double> Ends(IEnumerable<Rational> points);

    /// <summary>The moves on one side of a place: up to a step and above it, or a level and the others.</summary>
    /// <param name="place">The step or the level.</param>
    /// <param name="isFirst">Whether those up to the step, or the level.</param>
    public abstract ExactMoves Split(long place, bool isFirst);

    /// <summary>The least of cost − part over the changes that are left, of which there is at least one.</summary>
    /// <param name="part">What the input adds; null where it adds nothing.</param>
    public abstract Rational Least(ExpandedPart? part);

    private static ExactMoves? Category(CategoryInput input, int level, long cost, int direction)
    {
        var place = Array.IndexOf(input.Order.ToArray(), level);
        var costs = new Dictionary<int, long>();
        for (var to = 0; to < input.Categories.Count; to++)
        {
            var places = place < 0 ? 0 : Array.IndexOf(input.Order.ToArray(), to) - place;
            if (to != level && (place < 0 || (direction & (places > 0 ? 1 : 2)) != 0))
                costs.Add(to, place < 0 ? cost : checked(cost * Math.Abs(places)));
        }

        return costs.Count == 0 ? null : new Levels(level, costs, true);
    }

    private static ExactMoves? Number(NumberInput input, double value, long cost, int direction)
    {
        if (input.FindSpecial(value) >= 0 || input.IsMissing(value)
            || Grid(value) is not { } start || Grid(input.Step!.Value.Value) is not { } step)
            return null;
        var unit = BigInteger.Pow(10, Math.Max(start.Decimals, step.Decimals));
        var (from, size) = ((start.Value * unit).Floor(), (step.Value * unit).Floor());
        if (BigInteger.Abs(from) >= RecourseGrid.Limit || size >= RecourseGrid.Limit)
            return null;

        // The range is compared as doubles.
        double At(BigInteger k) => Rational.Of(from + (k * size), unit).ToDouble();
        var lowest = -((RecourseGrid.Limit - 1 + from) / size);
        var highest = (RecourseGrid.Limit - 1 - from) / size;
        var low = Nearest(Rational.From(input.Minimum.Value));
        while (low > lowest && At(low - 1) >= input.Minimum.Value)
            low--;
        while (low <= highest && At(low) < input.Minimum.Value)
            low++;
        var high = Nearest(Rational.From(input.Maximum.Value));
        while (high < highest && At(high + 1) <= input.Maximum.Value)
            high++;
        while (high >= lowest && At(high) > input.Maximum.Value)
            high--;
        var most = (BigInteger.One << 50) / cost;
        if (low < -most || high > most)
            return null;
        var down = (direction & 2) != 0 ? (low, BigInteger.Min(high, -1)) : (0, -1);
        var up = (direction & 1) != 0 ? (BigInteger.Max(low, 1), high) : (0, -1);
        return down.Item1 > down.Item2 && up.Item1 > up.Item2
            ? null
            : new Steps(start.Value, step.Value, cost, down, up, value, input, true);

        BigInteger Nearest(Rational x) =>
            BigInteger.Max(lowest, BigInteger.Min(highest, ((x - start.Value) / step.Value).Floor()));
    }

    // A number as its shortest decimal, and how many digits stand behind the point.
    private static (Rational Value, int Decimals)? Grid(double number)
    {
        var value = Rational.Parse(Documents.Number.From(number).ShortestDigits);
        for (var decimals = 0; decimals < RecourseGrid.Powers.Length; decimals++)
        {
            var scaled = value * BigInteger.Pow(10, decimals);
            if (scaled.Floor() == scaled)
                return BigInteger.Abs(scaled.Floor()) < RecourseGrid.Limit ? (value, decimals) : null;
        }

        return null;
    }

    private sealed record Levels(int Level, IReadOnlyDictionary<int, long> Costs, bool Stays) : ExactMoves
    {
        public override bool CanStay => Stays;

        public override BigInteger Count => Costs.Count;

        public override BigInteger Dearest => Costs.Values.Max();

        public override double Only => Costs.Keys.Single();

        public override IEnumerable<double> Ends(IEnumerable<Rational> points) => Costs.Keys.Select(level => (double)level);

        public override long? CostOf(double value) =>
            Math.Floor(value).Equals(value) && Costs.TryGetValue((int)value, out var cost) ? cost : null;

        public override ExactMoves Split(long place, bool isFirst) => new Levels(
            Level,
            Costs.Where(c => c.Key == place == isFirst).ToDictionary(c => c.Key, c => c.Value),
            Stays && Level == place == isFirst);

        public override Rational Least(ExpandedPart? part) =>
            Costs.Select(c => new BigInteger(c.Value) - (part?.Table[c.Key] ?? Rational.Zero)).Min();
    }

    // Steps down and up; none where the first is above the last.
    private sealed record Steps(
        Rational Start,
        Rational Step,
        long Cost,
        (BigInteger First, BigInteger Last) Down,
        (BigInteger First, BigInteger Last) Up,
        double Value,
        NumberInput Input,
        bool Stays)
        : ExactMoves
    {
        public override bool CanStay => Stays;

        public override BigInteger Count => CountOf(Down) + CountOf(Up);

        public override BigInteger Dearest =>
            Cost * BigInteger.Max(CountOf(Down) > 0 ? -Down.First : 0, CountOf(Up) > 0 ? Up.Last : 0);

        public override double Only => QuantityOf(CountOf(Down) > 0 ? Down.First : Up.First).ToDouble();

        public override long? CostOf(double value)
        {
            if (Input.FindSpecial(value) >= 0 || Input.IsMissing(value) || double.IsInfinity(value))
                return null;
            var steps = (Rational.Parse(Documents.Number.From(value).ShortestDigits) - Start) / Step;
            var k = steps.Floor();
            return k == steps && (IsIn(k, Down) || IsIn(k, Up)) ? (long)(BigInteger.Abs(k) * Cost) : null;
        }

        public override ExactMoves Split(long place, bool isFirst) => isFirst
            ? this with
            {
                Down = (Down.First, BigInteger.Min(Down.Last, place)),
                Up = (Up.First, BigInteger.Min(Up.Last, place)),
                Stays = Stays && place >= 0,
            }
            : this with
            {
                Down = (BigInteger.Max(Down.First, new BigInteger(place) + 1), Down.Last),
                Up = (BigInteger.Max(Up.First, new BigInteger(place) + 1), Up.Last),
                Stays = Stays && place < 0,
            };

        public override Rational Least(ExpandedPart? part)
        {
            var points = part is null ? [] : part.Curve.Select(p => p.X);
            return StepsAt(points)
                .Select(k => (BigInteger.Abs(k) * Cost) - (part?.AtQuantity(QuantityOf(k)) ?? Rational.Zero))
                .Min();
        }

        public override IEnumerable<double> Ends(IEnumerable<Rational> points) =>
            StepsAt(points).Select(k => QuantityOf(k).ToDouble());

        // Below each point and at it, and the ends.
        private IEnumerable<BigInteger> StepsAt(IEnumerable<Rational> points)
        {
            var steps = points.Select(x => -((Start - x) / Step).Floor()).ToArray();
            return new[] { Down, Up }.Where(range => CountOf(range) > 0).SelectMany(
                range => steps.Concat(steps.Select(k => k - 1)).Where(k => IsIn(k, range)).Concat([range.First, range.Last]));
        }

        private Rational QuantityOf(BigInteger k) => Start + (k * Step);

        private static bool IsIn(BigInteger k, (BigInteger First, BigInteger Last) range) => range.First <= k && k <= range.Last;

        private static BigInteger CountOf((BigInteger First, BigInteger Last) range) => BigInteger.Max(0, range.Last - range.First + 1);
    }
}
