using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>
/// Finds inputs that can have a direction nobody asked for, since their curves nearly have one and the loss hardly grows.
/// </summary>
/// <remarks>
/// Only a curve that is free to bend and hardly does says something: an input that is not cut has one weight, which is monotone by
/// itself, and so has a direction only where it was asked for. A direction binds conditions too, so that what was found by curves is tried
/// once more with hinges.
/// </remarks>
internal sealed class DirectionSearch
{
    /// <summary>The least share of the main direction in what a curve moves over the values of training rows.</summary>
    public const double LeastShare = 0.9;

    /// <summary>The growth of either loss, as a share of it, that all directions together may cost.</summary>
    public const double MostLoss = 0.005;

    private readonly LearningProblem _problem;
    private readonly IReadOnlyDictionary<int, int> _asked;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<int, double> _shares = [];

    /// <summary>Prepares the search.</summary>
    /// <param name="problem">What is learned.</param>
    /// <param name="asked">The directions that were asked for, which are kept: for each input 1 or −1.</param>
    /// <param name="cancellation">Ends fits early.</param>
    public DirectionSearch(LearningProblem problem, IReadOnlyDictionary<int, int> asked, CancellationToken cancellation) =>
        (_problem, _asked, _cancellation) = (problem, asked, cancellation);

    /// <summary>Looks at curves: those that are nearly monotone are made so, one after the other, the one that costs least first.</summary>
    /// <param name="free">The sum of curves within the directions that were asked for.</param>
    /// <returns>The directions that were asked for and those that were found.</returns>
    public IReadOnlyDictionary<int, int> OfCurves(FirstLayer free)
    {
        var allowed = Loss(free, _asked).Times(1 + MostLoss);
        var directions = _asked;
        foreach (var (input, sign, _) in NearlyMonotone(free)
            .Select(c => (c.Input, c.Sign, Loss: Loss(free, With(_asked, c.Input, c.Sign)))).OrderBy(c => c.Loss.Expected).ToArray())
        {
            var more = With(directions, input, sign);
            if (Loss(free, more).IsWithin(allowed))
                directions = more;
        }

        return directions;
    }

    /// <summary>Tries directions with hinges, and takes back those that cost most until the rest cost little.</summary>
    /// <param name="directions">The directions.</param>
    /// <param name="loss">The loss within directions; its other argument counts the calls from 0.</param>
    /// <returns>Those that are left.</returns>
    public IReadOnlyDictionary<int, int> OfHinges(
        IReadOnlyDictionary<int, int> directions, Func<IReadOnlyDictionary<int, int>, int, LossWithin> loss)
    {
        if (directions.Count == _asked.Count)
            return directions;
        var trials = 0;
        var allowed = loss(_asked, trials++).Times(1 + MostLoss);
        if (loss(directions, trials++).IsWithin(allowed))
            return directions;
        // What gains most by being free is free first.
        var dearestFirst = directions.Keys.Except(_asked.Keys).Order()
            .Select(input => (Input: input, Loss: loss(Without(directions, input), trials++))).ToArray()
            .OrderBy(d => d.Loss.Expected).Select(d => d.Input);
        foreach (var input in dearestFirst)
        {
            directions = Without(directions, input);
            if (directions.Count == _asked.Count || loss(directions, trials++).IsWithin(allowed))
                break;
        }

        return directions;
    }

    /// <summary>Says which directions were found.</summary>
    /// <param name="directions">All directions.</param>
    public IEnumerable<Note> Notes(IReadOnlyDictionary<int, int> directions)
    {
        var found = directions.Where(d => !_asked.ContainsKey(d.Key)).OrderBy(d => d.Key).ToArray();
        if (found.Length == 0)
        {
            yield return new Note(
                "no-direction-found", "no other input has a curve that is nearly monotone and can be made so at hardly any cost.");
        }

        foreach (var (input, sign) in found)
        {
            var name = _problem.Data.Features.Inputs[input].Name;
            yield return new Note("direction-found", string.Create(
                CultureInfo.InvariantCulture,
                $"no output {(sign > 0 ? "falls" : "rises")} where {VisibleText.Of(name)} rises: "
                    + $"{ShownNumber.Percent(_shares[input])} of what its curve moved was {(sign > 0 ? "upwards" : "downwards")}, "
                    + $"and it was made {(sign > 0 ? "increasing" : "decreasing")}."))
            {
                Column = name,
            };
        }
    }

    private static Dictionary<int, int> Without(IReadOnlyDictionary<int, int> directions, int input) =>
        directions.Where(d => d.Key != input).ToDictionary();

    private static Dictionary<int, int> With(IReadOnlyDictionary<int, int> directions, int input, int sign) =>
        new(directions) { [input] = sign };

    /// <summary>The inputs that all outputs nearly rise with, or nearly fall with.</summary>
    private IEnumerable<(int Input, int Sign)> NearlyMonotone(FirstLayer free)
    {
        var features = _problem.Data.Features;
        foreach (var curve in free.Problem.Encoding.Curves.Where(c => c.Places.Length > 0 && !_asked.ContainsKey(c.Input)))
        {
            var column = features.ValuesOf(curve.Input, _problem.TrainRows.Table);
            var values = _problem.TrainRows.Rows.Select(r => column[r]).Where(features.NumberOf(curve.Input).IsQuantity)
                .Distinct().Order().ToArray();
            var moved = free.Form.Rows().Select(row => CurveVariation.Of(curve, row.Weights, values))
                .Where(v => v.Direction != 0).ToArray();
            if (moved.Length == 0 || moved.Any(v => v.Share < LeastShare || v.Direction != moved[0].Direction))
                continue;
            _shares[curve.Input] = moved.Min(v => v.Share);
            yield return (curve.Input, moved[0].Direction);
        }
    }

    /// <summary>The loss of the sum of curves that fits best within directions.</summary>
    private LossWithin Loss(FirstLayer free, IReadOnlyDictionary<int, int> directions)
    {
        var within = free.Within(directions, _cancellation);
        return LossWithin.Of(within.Evaluate(), within.Problem);
    }
}

/// <summary>What a model loses within directions.</summary>
/// <param name="Validation">The mean loss on validation rows, which are few on small tables.</param>
/// <param name="Expected">The loss to expect by all rows that may be used; see <see cref="ModelChoice"/>.</param>
internal sealed record LossWithin(double Validation, double Expected)
{
    /// <summary>The losses of a candidate.</summary>
    public static LossWithin Of(Candidate candidate, CurvedProblem problem) =>
        new(problem.MeanLoss(candidate.Form, candidate.Pattern, problem.Validation), candidate.ExpectedLoss);

    /// <summary>Both so many times as large.</summary>
    public LossWithin Times(double factor) => new(Validation * factor, Expected * factor);

    /// <summary>Whether both are at most as large as others.</summary>
    public bool IsWithin(LossWithin allowed) => Validation <= allowed.Validation && Expected <= allowed.Expected;
}
