using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline.Holding;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>From data to a rule document: train, collapse, fine-tune, choose, extract, round, measure, prove.</summary>
public sealed class TrainRun
{
    private readonly Dataset _data;
    private readonly TrainingOptions _options;
    private readonly DocumentHead _head;
    private readonly RunContext _context;
    private readonly LearningProblem _problem;
    private readonly OutputMetrics _validation;
    private readonly OriginalModel? _original;
    private readonly OriginalFidelity? _fidelity;
    private readonly List<Note> _notes = [];
    private readonly ModelPrice _price;
    private IReadOnlyDictionary<int, int> _directions;

    private TrainRun(
        Dataset data,
        TrainingOptions options,
        DocumentHead head,
        RunContext context,
        OriginalNetwork? original,
        IReadOnlyDictionary<int, int> directions)
    {
        _original = original is null ? null : new OriginalModel(original, data, options.Seed);
        _data = data;
        _directions = directions;
        _price = _original is { IsTarget: true } ? ModelPrice.OfAnswers : ModelPrice.OfLearned;
        _options = options;
        _head = head;
        _context = context;
        _problem = new LearningProblem(data, LearningProblem.FitsSquares(options), options.ClassWeights, _original, options.Seed);
        _validation = new OutputMetrics(data, _problem.ValidationRows, _problem.Decision);
        _fidelity = _original is null ? null : new OriginalFidelity(_original, _problem);
    }

    /// <summary>Trains or collapses a network, and writes the rules that are chosen.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">What to do.</param>
    /// <param name="head">What the document says of itself.</param>
    /// <param name="context">Whom to report to, what ends the search early, and where the state is kept.</param>
    /// <param name="original">The network that is collapsed; null trains one first.</param>
    /// <returns>The rules and how they were chosen.</returns>
    /// <exception cref="InputFileException">The checkpoint is damaged, or the data are too large for the memory.</exception>
    /// <exception cref="TrainingFailedException">No rules come out that meet the options.</exception>
    /// <exception cref="InvalidOperationException">The rules are not what they claim to be: a fault of the program.</exception>
    public static TrainResult Run(
        Dataset data, TrainingOptions options, DocumentHead head, RunContext context, OriginalNetwork? original = null)
    {
        MemoryNeed.Require(data, options);
        var directions = AskedDirections.Of(data, options);
        try
        {
            SpecialNotes.Require(data, options);
            var result = options.Model == ModelKind.Tree
                ? new TreeRun(data, options, head).Run(context.Cancellation)
                : new TrainRun(data, options, head, context, original, directions).Run();
            result = result with { Document = VersionConversion.WithDeclaredMarks(result.Document).WithCounts(data) };
            result = result with { Notes = [.. result.Notes, .. ProvenDocument.Notes(result.Document)] };
            return options.Policies is { } policies ? policies.Checked(result) : result;
        }
        catch (AggregateException e) when (e.InnerException is InputFileException or OutOfMemoryException)
        {
            // What a person can mend is reported as it is, from whichever thread it came.
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    private TrainResult Run()
    {
        if (_options.Model == ModelKind.Linear)
            return RunLinear();
        return _options.Schedule == Schedule.Note ? RunNote() : RunAuto();
    }

    private TrainResult RunAuto()
    {
        var search = Curves();
        var straight = search.Straight();
        var first = _original is null ? search.Run(straight) : straight;
        var training = new AutoTraining(_problem, first, _options, _context, _original?.Start);
        var starts = training.RunStarts();
        var full = starts.MinBy(s => s.ValidationLoss)!;
        training = training.WithWeightsFor(full);
        _notes.Add(new Note("starts", _original is null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{starts.Length} starts; the full network is start {Array.IndexOf(starts, full) + 1}, which is best on validation rows.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the network was collapsed {starts.Length} times, at {AutoTraining.CollapseRateCount} rates.")));
        _notes.AddRange(_original?.Notes ?? []);

        var models = new ModelOutputs(_data);
        var network = _original is null ? training.Outputs(full).Select(models.Of).ToArray() : Parts.Select(_original.Outputs).ToArray();
        var most = Math.Min(_options.MaxNonlinear ?? int.MaxValue, _options.MaxRules);
        if (_options.FindsDirections)
        {
            var directions = new DirectionSearch(_problem, _directions, _context.Cancellation);
            var found = directions.OfHinges(
                directions.OfCurves(first),
                (tried, trial) => training.Within(tried).Try(starts, full, most, RunContext.NameOf("try", trial)));
            _notes.AddRange(directions.Notes(found));
            if (found.Count > _directions.Count)
                (straight, training) = (straight.Within(found, _context.Cancellation), training.Within(found));
            _directions = found;
        }

        var candidates = training.Tune(starts, full, most);
        return Finish(
            first.Problem,
            candidates,
            straight,
            network,
            (candidate, i) => training.Prune(candidate, i, training.MixedTargets(full)),
            starts,
            _original is null && !_data.Split.IsShared ? candidate => training.Refit(candidate, full) : null);
    }

    private TrainResult RunLinear()
    {
        var straight = Curves().Straight();
        var training = new AutoTraining(_problem, straight, _options, _context);
        return Finish(
            straight.Problem, [straight.Evaluate()], straight, null,
            (candidate, i) => training.Prune(candidate, i, straight.Problem.Train));
    }

    private IEnumerable<int> Architecture =>
        _original?.Start.Architecture ?? [_problem.Train.FeatureCount, .. _options.Hidden, _problem.Train.OutputCount];

    private NamedNumbers WithFresh(NamedNumbers agreement, RuleDocument document) => _fidelity?.WithFresh(agreement, document) ?? agreement;

    private DataPart[] Parts => [_data.Train, _data.Validation, _data.Test];

    private TrainResult RunNote()
    {
        var training = new NoteTraining(_problem, _options);
        var result = training.Run(_options, _context);
        if (!result.Learned)
        {
            // Stopped before there was anything to keep.
            _context.Cancellation.ThrowIfCancellationRequested();
            throw new TrainingFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"after {result.Steps} steps the training MSE was never below {NoteDescent.AcceptedError}, so the note's force had nothing "
                    + $"to collapse; use --schedule auto, which needs no exact fit, or more --max-steps."));
        }

        _notes.Add(new Note("starts", string.Create(
            CultureInfo.InvariantCulture,
            $"{NoteSchedule.Starts} starts ran {result.Steps:N0} steps each; start {result.Start} reached the fewest nonlinear PReLUs, "
                + $"{result.Settled.Nonlinear}, at step {result.FoundAt:N0}.")));
        var network = SplitOutputs(set => training.Outputs(result.Collapsed, set));
        if (result.Settled.Nonlinear > _options.MaxNonlinear)
        {
            throw new TrainingFailedException(
                $"{result.Settled.Nonlinear} nonlinear PReLUs are left, more than --max-nonlinear {_options.MaxNonlinear}; allow more of "
                    + "them, or more --max-steps.");
        }

        var straight = Curves().Straight();
        var form = straight.Problem.WithReferences(training.ToHingeForm(result.Settled));
        var candidate = straight.Problem.Evaluate(form, straight.Problem.AllTerms(form.Hinges));
        return Finish(straight.Problem, [candidate], straight, network, null);
    }

    private TrainResult Finish(
        CurvedProblem curved,
        IReadOnlyList<Candidate> models,
        FirstLayer linear,
        double[][]? network,
        Func<Candidate, int, IEnumerable<Candidate>>? prune,
        IReadOnlyList<TrainingStart>? starts = null,
        Func<Candidate, Candidate>? refit = null)
    {
        var search = SearchOver(curved);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads };
        var wholes = new ExtractedCandidate[models.Count];
        Parallel.For(0, wholes.Length, parallel, i => wholes[i] = search.Extracted(models[i]));
        var choice = new ModelChoice(_price, HeadlineOf(wholes, network) - _options.Tolerance);
        var shortened = Array.ConvertAll(wholes, whole => new Shortened(whole, []));
        if (prune is not null)
        {
            Parallel.For(0, wholes.Length, parallel, i =>
            {
                if (wholes[i].Regions is not null)
                    shortened[i] = search.Best(wholes[i], prune(models[i], i), choice, _context.Cancellation);
            });
        }

        // Of those with and without curves the better one for each number of hinges.
        var candidates = shortened.Select(s => s.Candidate).GroupBy(c => c.Model.Form.Hinges)
            .Select(g => g.Where(c => c.Regions is not null).ToArray() is { Length: > 0 } few ? choice.Choose(few) : g.First())
            .ToArray();
        var possible = candidates.Where(c => c.Regions is not null).ToList();
        if (possible.Count == 0)
        {
            throw new TrainingFailedException(
                $"{models[0].Form.Hinges} nonlinear PReLUs are left, which give more than {_options.MaxRules} rules; allow more with "
                    + "--max-rules.");
        }

        var fitting = choice.Choose(possible);
        var measures = new ResultMeasures(_data, _problem.Decision, curved.Encoding);
        var kept = new KeptModel(_problem, _options.Policies, _context.Cancellation)
        {
            Refitted = model => Refitted(search, model, refit),
            Write = (model, form, regions, isRefitted) => Write(curved.Encoding, measures, model, form, regions, isRefitted),
        };
        var written = kept.Of(NotBeaten(curved, search, possible, fitting), BestFirst.Of(possible, choice.Choose), _notes);
        var (chosen, document) = (written.Candidate, written.Document);
        TellOfPassedOver(shortened, fitting);
        TellOfSimpler(search, possible, chosen, linear, models.Count);
        // The same answer everywhere takes the place of the other one without hinges: a frontier has one point for each number of them.
        if (!candidates.Contains(chosen))
            candidates = [chosen, .. candidates.Where(c => c.Model.Form.Hinges != chosen.Model.Form.Hinges)];
        if (written.IsRefitted)
            _notes.Add(ChoiceNotes.Refitted(_data));
        if (written.Ties > 0)
            _notes.Add(ThresholdTies.NoteOf(written.Ties));
        var rules = measures.OutputsOf(document);
        var unrounded = measures.OutputsOf(written.Form);
        var fidelity = new List<NamedNumbers> { measures.Agreement("unrounded", rules, unrounded) };
        if (network is not null)
            fidelity.Insert(0, WithFresh(measures.Agreement("network", rules, network), document));
        var points = _data.Features.PointsOf(_data.Train, document);
        _notes.AddRange(ChoiceNotes.LittleSupport(document, _options.MinSupport, chosen.IsSupported));
        document = document with
        {
            References = TrainingReferences.Of(document, points),
            Provenance = DocumentOrigin.ProvenanceOf(_data, _options, _head) with
            {
                Architecture = Architecture.ToEquatableArray(),
                Metrics = measures.Of(
                    ("rules", rules),
                    ("network", network),
                    ("linear", new ResultMeasures(_data, _problem.Decision).OutputsOf(linear.Form)),
                    ("majority", measures.OfMajority(_problem.Labelled))),
                Fidelity = fidelity.ToEquatableArray(),
                Rounding = EquatableArray.Of(new NamedNumber("digits", Number.From(written.Digits))),
                Frontier = new FrontierMeasures(_problem, curved, _options.Tolerance is null ? _price : null, _original, _fidelity)
                    .Of(candidates, chosen, starts).ToEquatableArray(),
            },
        };
        return new TrainResult(AskedDirections.Claim(document, _data, _directions), _notes);
    }

    /// <summary>The accuracy, or R², that models are measured by: without a network it is the best of their own.</summary>
    private double HeadlineOf(ExtractedCandidate[] models, double[][]? network) => network is null
        ? models.Max(m => m.Headline)
        : OutputMetrics.Headline(_validation.Measure(_problem.OfValidationRows(network[1])));

    /// <summary>The form of a model as it is written: rounded, and with the rows that satisfy each rule.</summary>
    private WrittenModel Write(
        CurveEncoding encoding, ResultMeasures measures, ExtractedCandidate chosen, HingeForm form, RegionTree regions, bool isRefitted)
    {
        var summary = DocumentOrigin.SummaryOf(_data, _original is { IsTarget: true } ? _head.Network : null) + _original?.Remark;
        var (document, digits) = new RoundingSearch(_problem, encoding, form, regions, _options)
            .Run(_head.Name, summary, keepsSupport: chosen.IsSupported);
        (document, var ties) = ThresholdTies.Untie(document, KnownRows(document));
        document = document.WithSupport(_data.Features.PointsOf(_data.Train, document), measures.TrainTargets);
        return new WrittenModel(chosen, form, regions, document, digits, ties, isRefitted);
    }

    private IEnumerable<double[]> KnownRows(RuleDocument document) => _data.Features.PointsOf(_problem.TrainRows, document)
        .Concat(_data.Features.PointsOf(_problem.ValidationRows, document));

    /// <summary>The form that is written: the chosen one, fitted once more to all rows that may be used.</summary>
    private (HingeForm Form, RegionTree Regions, bool IsRefitted) Refitted(
        CandidateSearch search, ExtractedCandidate chosen, Func<Candidate, Candidate>? refit)
    {
        // Terms are what is fitted; the same answer everywhere has none.
        if (refit is null || chosen.Model.Pattern.Count == 0 || _context.Cancellation.IsCancellationRequested
            || search.Extracted(refit(chosen.Model)) is not { Regions: { } regions } refitted
            // A border that moves may leave a rule without rows.
            || (chosen.IsSupported && !refitted.IsSupported))
            return (chosen.Model.Form, chosen.Regions!, false);
        return (refitted.Model.Form, regions, true);
    }

    /// <summary>
    /// The model that was chosen, unless a simpler one clearly makes fewer mistakes: one with fewer rules, or the same answer everywhere.
    /// </summary>
    private ExtractedCandidate NotBeaten(
        CurvedProblem curved, CandidateSearch search, List<ExtractedCandidate> possible, ExtractedCandidate chosen)
    {
        var constant = SimplerModel.Constant(curved.Encoding.Features, ModelOutputs.Majority(_problem.Labelled, _problem.Decision));
        var simpler = possible.TakeWhile(c => !ReferenceEquals(c, chosen))
            .Prepend(search.Extracted(curved.Evaluate(constant, curved.AllTerms(0).Empty))).ToArray();
        // Fewer rules that agree with a network on more rows are better, however few rows that is.
        var among = _original is { IsTarget: true } ? 0 : SimplerModel.Clearly;
        var better = SimplerModel.Better(
            simpler.Select((c, i) => (search.Mistakes(c), i == 0 ? SimplerModel.Clearly : among)).ToArray(), search.Mistakes(chosen));
        if (better < 0)
            return chosen;
        _notes.Add(ChoiceNotes.Simpler(_problem.Decision, chosen, simpler[better], isConstant: better == 0));
        return simpler[better];
    }

    /// <summary>Tells of models that would have been chosen, had more training rows satisfied each of their rules.</summary>
    private void TellOfPassedOver(Shortened[] shortened, ExtractedCandidate fitting)
    {
        var count = shortened.SelectMany(s => s.Unsupported).Count(m => _options.Tolerance is null
            ? _price.Of(m) < _price.Of(fitting.Model)
            : m.Numbers < fitting.Model.Numbers);
        if (fitting.IsSupported && count > 0)
            _notes.Add(ChoiceNotes.PassedOver(count, _options));
    }

    /// <summary>Tells of a linear model, or of one rule, that does nearly as well as what was chosen by its price.</summary>
    private void TellOfSimpler(
        CandidateSearch search, List<ExtractedCandidate> possible, ExtractedCandidate chosen, FirstLayer linear, int number)
    {
        if (_options.Tolerance is not null || chosen.IsLinear || _context.Cancellation.IsCancellationRequested)
            return;
        var alternative = new SimplerAlternative(_price, chosen.Model, search.Mistakes(chosen));
        if (Own(c => c.IsLinear) is { } candidate)
            Tell(candidate, "--max-rules 1");
        else if (OfLayer() is { } straight)
            Tell(straight, "--model linear");
        else if (chosen.Rules > 1 && Own(c => c.Rules == 1) is { } rule)
            Tell(rule, "--max-rules 1");

        ExtractedCandidate? Own(Func<ExtractedCandidate, bool> isSimple) =>
            possible.Where(isSimple).MinBy(c => _price.Of(c.Model)) is { } cheapest
            && alternative.IsNearlyAsGood(cheapest.Model, search.Mistakes(cheapest)) ? cheapest : null;

        // Beside curves there is no linear candidate: it is shortened here, as for --model linear, where its loss leaves it a chance.
        ExtractedCandidate? OfLayer()
        {
            var problem = linear.Problem;
            if (_original is not null || possible.Exists(c => c.IsLinear)
                || alternative.IsOutOfReach(problem.MeanLoss(linear.Form, linear.Pattern, problem.Train)))
                return null;
            var (over, whole) = (SearchOver(problem), linear.Evaluate());
            var shorter = new AutoTraining(_problem, linear, _options, _context).Prune(whole, number, problem.Train);
            var cheapest = over.Best(over.Extracted(whole), shorter, new ModelChoice(_price, null), _context.Cancellation).Candidate;
            return alternative.IsNearlyAsGood(cheapest.Model, over.Mistakes(cheapest)) ? cheapest : null;
        }

        void Tell(ExtractedCandidate simpler, string option) => _notes.Add(ChoiceNotes.NearlyAsGood(
            _original is { IsTarget: true } ? "agreement" : _problem.Decision.IsClass ? "accuracy" : "R²", chosen, simpler, option));
    }

    private CurveSearch Curves() => new(_problem, _price, _options, _context, _directions);

    private CandidateSearch SearchOver(CurvedProblem curved) => new(_problem, curved, _options);

    private double[][] SplitOutputs(Func<TrainingSet, float[]> outputs)
    {
        var models = new ModelOutputs(_data);
        return _problem.OnAllRows((set, _) => outputs(set)).Select(models.Of).ToArray();
    }
}
