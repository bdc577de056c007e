using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Finds the fewest digits that keep the rules as good on validation rows as the hinge form they are made of.</summary>
internal sealed class RoundingSearch
{
    /// <summary>The loss of accuracy, or of R², that rounding may cost.</summary>
    public const double MaxHeadlineLoss = 0.001;

    /// <summary>The growth of the validation loss that rounding may cost, as a share of the majority's loss.</summary>
    public const double MaxLossShare = 0.001;

    private const int MostDigits = 8;

    private readonly LearningProblem _problem;
    private readonly HingeForm _form;
    private readonly RuleSystemBuilder _builder;
    private readonly TrainingOptions _options;
    private readonly ModelOutputs _models;
    private readonly OutputMetrics _metrics;

    /// <summary>Prepares the search.</summary>
    /// <param name="problem">What was learned.</param>
    /// <param name="encoding">The features of the hinge form.</param>
    /// <param name="form">The hinge form.</param>
    /// <param name="regions">Its regions inside the ranges.</param>
    /// <param name="options">The largest number of rules, and the least support of each.</param>
    public RoundingSearch(
        LearningProblem problem, CurveEncoding encoding, HingeForm form, RegionTree regions, TrainingOptions options)
    {
        (_problem, _form, _options) = (problem, form, options);
        _builder = new RuleSystemBuilder(problem.Data, encoding, problem.Decision, form, regions, options.MaxRules)
        {
            KeptInputs = options.Policies?.Named.All,
            KeptSpecials = options.Policies?.Named.WithSpecials,
        };
        _models = new ModelOutputs(problem.Data, encoding);
        _metrics = new OutputMetrics(problem.Data, problem.ValidationRows, problem.Decision);
    }

    /// <summary>Searches, fewest digits first.</summary>
    /// <param name="name">The name of the document.</param>
    /// <param name="summary">What it decides.</param>
    /// <param name="keepsSupport">Whether more digits are tried where rounding leaves a rule with too few training rows.</param>
    /// <returns>The document and the digits that its largest effects keep.</returns>
    /// <exception cref="TrainingFailedException">With any number of digits there are more rules than are allowed.</exception>
    public (RuleDocument Document, int Digits) Run(string name, string summary, bool keepsSupport)
    {
        var (headline, loss) = Measure(_models.Of(_form, _problem.ValidationRows));
        var allowedLoss = loss + (MaxLossShare * _problem.MajorityLoss);
        (RuleDocument Document, int Digits)? last = null;
        (RuleDocument Document, int Digits)? unsupported = null;
        for (var digits = 1; digits <= MostDigits; digits++)
        {
            if (_builder.Build(digits, name, summary) is not { } document)
                continue;
            last = (document, digits);
            var (roundedHeadline, roundedLoss) = Measure(_models.Of(document, _problem.ValidationRows));
            if (roundedHeadline < headline - MaxHeadlineLoss || !(roundedLoss <= allowedLoss))
                continue;
            if (!keepsSupport || IsSupported(document))
                return Marked(document, digits);
            unsupported ??= last;
        }

        return (unsupported ?? last) is { } chosen
            ? Marked(chosen.Document, chosen.Digits)
            : throw new TrainingFailedException(
                $"rounded, the hinges make more than {_options.MaxRules} rules; allow more with --max-rules.");
    }

    private static (RuleDocument Document, int Digits) Marked(RuleDocument document, int digits) => (ImpliedMarks.Mark(document), digits);

    private bool IsSupported(RuleDocument document) =>
        RegionSupport.Least(document, _problem.Data.Features.PointsOf(_problem.TrainRows, document)) >= _options.MinSupport;

    private (double Headline, double Loss) Measure(double[] outputs)
    {
        var headline = OutputMetrics.Headline(_metrics.Measure(outputs));
        var count = _problem.Data.Targets.Outputs;
        var scales = Enumerable.Range(0, count).Select(_problem.Data.Targets.ScaleOf).ToArray();
        var zeros = Enumerable.Range(0, count).Select(k => _problem.Data.Targets.ToOriginalUnits(k, [], 0).Bias).ToArray();
        var row = new float[count];
        var targets = new float[count];
        var gradient = new float[count];
        var loss = 0.0;
        for (var r = 0; r < _metrics.Rows; r++)
        {
            for (var k = 0; k < count; k++)
            {
                // Centred on the target, a value keeps its digits as a float in units of the target's deviation.
                var isValue = !_problem.Decision.IsClass;
                var target = _metrics.Targets[(r * count) + k];
                targets[k] = isValue ? 0 : (float)target;
                row[k] = (float)((outputs[(r * count) + k] - (isValue ? target : zeros[k])) / scales[k]);
            }

            loss += _problem.Loss.OfRow(row, targets, gradient);
        }

        return (headline, loss / _metrics.Rows);
    }
}
