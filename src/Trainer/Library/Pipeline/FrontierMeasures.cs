using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline.Originals;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>
/// Measures the points of the frontier. Test rows and fresh points are used only here, when everything has been chosen.
/// </summary>
internal sealed class FrontierMeasures
{
    private readonly LearningProblem _problem;
    private readonly ModelOutputs _models;
    private readonly CurvedProblem _curved;
    private readonly ModelPrice? _price;
    private readonly OutputMetrics _validation;
    private readonly OutputMetrics _test;
    private readonly OriginalModel? _original;
    private readonly OriginalFidelity? _fidelity;

    /// <summary>Prepares to measure.</summary>
    /// <param name="problem">What was learned.</param>
    /// <param name="curved">The same over the features of the candidates.</param>
    /// <param name="price">What decided; null where it was not a price.</param>
    /// <param name="original">The network that was collapsed; null where one was trained.</param>
    /// <param name="fidelity">How models agree with it.</param>
    public FrontierMeasures(
        LearningProblem problem, CurvedProblem curved, ModelPrice? price, OriginalModel? original, OriginalFidelity? fidelity)
    {
        _price = price;
        _problem = problem;
        _models = new ModelOutputs(problem.Data, curved.Encoding);
        _curved = curved;
        _validation = new OutputMetrics(problem.Data, problem.ValidationRows, problem.Decision);
        _test = new OutputMetrics(problem.Data, problem.Data.Test, problem.Decision);
        _original = original;
        _fidelity = fidelity;
    }

    /// <summary>The frontier.</summary>
    /// <param name="candidates">What was to choose from, fewest hinges first.</param>
    /// <param name="chosen">Which of them was chosen.</param>
    /// <param name="starts">
    /// The starts, for what lies between the candidates and a network that was given; null where it is not of interest.
    /// </param>
    public IEnumerable<FrontierEntry> Of(
        IReadOnlyList<ExtractedCandidate> candidates, ExtractedCandidate chosen, IReadOnlyList<TrainingStart>? starts) =>
        candidates.Select(c => OfCandidate(c, ReferenceEquals(c, chosen)))
            .Concat(_original is null || starts is null
                ? []
                : UpToOriginal(candidates[^1].Model.Form.Hinges, starts, _original.Start).Select(OfNetwork));

    /// <summary>
    /// What there is beyond the candidates: the best network at each doubling of the nonlinear PReLUs, and the one that was given.
    /// </summary>
    private static IEnumerable<PReluNetwork> UpToOriginal(int most, IReadOnlyList<TrainingStart> starts, PReluNetwork original)
    {
        var path = starts.SelectMany(s => s.Path).GroupBy(p => p.Network.Nonlinear)
            .ToDictionary(g => g.Key, g => g.MinBy(p => p.ValidationLoss)!.Network);
        for (var count = 2 * Math.Max(most, 1); count < original.Nonlinear; count *= 2)
        {
            var between = path.Keys.Where(n => n > most && n <= count).DefaultIfEmpty(0).Max();
            if (between > 0)
                yield return path[most = between];
        }

        if (original.Nonlinear > most)
            yield return original;
    }

    private FrontierEntry OfCandidate(ExtractedCandidate candidate, bool isChosen)
    {
        var form = candidate.Model.Form;
        var test = _test.Measure(_models.Of(form, _problem.Data.Test));
        return new FrontierEntry(
            form.Hinges,
            candidate.Regions?.Regions.Count(),
            Number.From(Math.Round(candidate.Terms, 2)),
            isChosen,
            candidate.Validation,
            test)
        {
            Numbers = candidate.Model.Numbers,
            Points = candidate.Model.Points,
            ExpectedLoss = FrontierLoss.Of(candidate.Model.ExpectedLoss),
            Price = FrontierLoss.Of(_price?.Of(candidate.Model)),
            Fidelity = _fidelity?.Of(form) ?? EquatableArray<NamedNumber>.Empty,
        };
    }

    private FrontierEntry OfNetwork(PReluNetwork network)
    {
        var validation = _validation.Measure(_models.Of(network, _problem.ValidationRows));
        var test = _test.Measure(_models.Of(network, _problem.Data.Test));
        return new FrontierEntry(network.Nonlinear, null, Number.From(_curved.AllTerms(0)[0].Length), false, validation, test)
        {
            Fidelity = _fidelity?.Of(network) ?? EquatableArray<NamedNumber>.Empty,
        };
    }
}
