using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Features;
using RuleCompiler.Proofs;

namespace RuleCompiler.Recourses;

/// <summary>What a certificate is about, in exact numbers: the sides of each case, and whether a row is what is wanted.</summary>
internal sealed class ExactQuestion
{
    private readonly RuleDocument _document;
    private readonly RuleEvaluator _evaluator;
    private readonly RecourseTables _tables;
    private readonly RecourseGoals _goals;
    private readonly Expansion _expansion;
    private readonly RoundingBound _bound;

    public ExactQuestion(
        RuleDocument document,
        RuleEvaluator evaluator,
        RecourseTables tables,
        double[] row,
        RecourseCertificate certificate,
        RecourseGoals goals)
    {
        (_document, _evaluator, _tables, Row, Certificate, _goals) = (document, evaluator, tables, row, certificate, goals);
        _expansion = new Expansion(document);
        _bound = new RoundingBound(
            document,
            i =>
            {
                var (number, farthest) = (document.Inputs.NumberAt(i), RoundingBound.FarthestOf(document.Inputs.NumberAt(i)));
                return number.FindSpecial(row[i]) >= 0 ? farthest : System.Math.Max(farthest, System.Math.Abs(row[i]));
            });
    }

    /// <summary>The values that count.</summary>
    public double[] Row { get; }

    public RecourseCertificate Certificate { get; }

    /// <summary>The sums that are at least 0 where the compiled rules take a row to a region and a goal.</summary>
    /// <param name="region">The region.</param>
    /// <param name="goal">The position of the goal.</param>
    public IReadOnlyList<ExpandedSum> Sides(LinearRegion region, int goal)
    {
        bool? IsNegative(int c) => region.Sides.Where(s => s.Condition == c).Select(s => (bool?)s.IsNegative).FirstOrDefault();
        var sides = region.Sides.Select(s => _expansion.Condition(s.Condition, IsNegative)
            .Times(s.IsNegative ? -Rational.One : Rational.One)
            .Plus(Rational.From(_bound.OfCondition(s.Condition)))).ToList();
        foreach (var (plus, minus, constant) in _goals.Goals[goal])
        {
            var sum = ExpandedSum.Zero(_document.Inputs).Plus(Rational.From(constant));
            foreach (var (output, factor) in new[] { (plus, Rational.One), (minus, -Rational.One) }.Where(o => o.Item1 >= 0))
            {
                sum = sum.Plus(factor, _expansion.Output(region.Rule, output, IsNegative))
                    .Plus(Rational.From(_bound.Of(region.Rule, output)));
            }

            sides.Add(sum);
        }

        sides.AddRange(Certificate.Sides.Select(Side));
        return sides;
    }

    /// <summary>Whether a row is what is wanted, and keeps to the side conditions.</summary>
    public bool Holds(double[] row) =>
        Certificate.Sides.All(s => Side(s).At(row).Sign >= 0) && _goals.Holds(_evaluator.Evaluate(row).Outputs);

    /// <summary>Where the curves of an input bend or jump.</summary>
    public IEnumerable<Rational> PointsOf(int input) => _tables.PointsOf(input).Select(Written);

    /// <summary>
    /// Whether some values of an input add the same doubles to every sum, as compiled, and no side condition is on it. Values between two
    /// of them then do so, too, where no point of a curve is between: what is added rises or falls there, rounded as it may be.
    /// </summary>
    public bool AreSame(int input, IReadOnlyList<double> values) =>
        !Certificate.Sides.Any(s => s.Inputs.Contains(input))
        && Enumerable.Range(0, _tables.Rules.SumCount).SelectMany(_tables.Rules.TermsOf).Where(t => t[0] == input)
            .All(t => values.All(v => _tables.Rules.Plain(t[1], t[2], v) == _tables.Rules.Plain(t[1], t[2], values[0])));

    /// <summary>What is wrong with a change that is claimed; null where nothing is.</summary>
    /// <param name="given">The row after the change, as given.</param>
    /// <param name="cost">What it costs.</param>
    /// <param name="moves">What inputs can become.</param>
    public string? Fault(double[] given, long cost, IReadOnlyList<ExactMoves?> moves)
    {
        if (given.Length != Row.Length)
            return "The changed row does not fit the inputs.";
        var row = (double[])Row.Clone();
        var (changes, total) = (0, 0L);
        for (var i = 0; i < row.Length; i++)
        {
            if (given[i].Equals(Certificate.Row[i]))
                continue;
            if (moves[i]?.CostOf(given[i]) is not { } one)
                return "The changed row has a value that its input cannot change to.";
            (row[i], changes, total) = (given[i], changes + 1, total + one);
        }

        return changes > Certificate.MostChanges ? "More inputs change than may."
            : total != cost ? "The change does not cost what is claimed."
            : Holds(row) ? null
            : "The change does not lead to what is wanted.";
    }

    private ExpandedSum Side(RecourseLimit limit)
    {
        var sum = ExpandedSum.Zero(_document.Inputs).Plus(Written(limit.Most));
        foreach (var (input, factor) in limit.Inputs.Zip(limit.Factors, (input, factor) => (input, factor)))
        {
            if (_tables.IsNoQuantity(input, Row[input]))
                throw new System.ArgumentException("A side condition is on a value that is no quantity.");
            var none = new Rational[_document.Inputs.NumberAt(input).Specials.Count];
            sum = sum.Plus(-Written(factor), ExpandedSum.OfInput(_document.Inputs, input, Rational.Zero, Rational.One, none));
        }

        return sum;
    }

    private static Rational Written(double value) => Reading.Written.Of(value);
}
