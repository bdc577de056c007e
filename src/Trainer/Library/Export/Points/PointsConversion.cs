using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Makes rules with one threshold into a points table: whole points that are added up and compared with a cut-off.</summary>
public static class PointsConversion
{
    // Of each of three questions some ten seconds of work.
    private static readonly ProofLimit Limit = ProofLimit.FromSteps(2_000_000);

    /// <summary>Makes a points table.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="options">How.</param>
    /// <param name="tool">The tool that the new document names.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The table; the same on every machine.</returns>
    /// <exception cref="RuleCompilerException">The rules cannot be said so, or the options do not fit them.</exception>
    public static PointsResult Of(RuleDocument document, PointsOptions options, string tool, CancellationToken cancellation = default)
    {
        var bit = RequireThreshold(document);
        if (document.Rules.Count > PointsTree.MostRules)
            throw new RuleCompilerException(
                $"{ShownNumber.Integer(document.Rules.Count)} rules are more than the {PointsTree.MostRules} that a points table is made "
                    + "of; a document with fewer rules has one that can be read.");
        var rules = InputSteps.Declare(VersionConversion.ToVersion2(document), options.Steps);
        var scale = PointsScale.Of(rules, bit, options);
        var routing = RoutingTree.Of(rules);
        var conditions = new WholeConditions(rules, options.Bins);
        var sums = PointsSums.Of(rules, routing, scale, conditions, options.Bins);
        var threshold = Rational.Parse(bit.Threshold.Text);
        var bound = new PointsBound(sums.OnSteps, scale, threshold);
        if (routing.Conditions.Count == 0 && sums.All.Concat(conditions.Sums).All(s => s.Tables.Count == 0))
            throw new RuleCompilerException(
                "No input would change the total by a whole point; choose more points to double the odds (--pdo), or for a unit of the "
                    + "score (--scale).");
        var assembly = new PointsAssembly(rules, routing, conditions, sums, scale, bound, new ProofWork(Limit, cancellation));
        var (points, leftDirections) = PointsDirections.Proven(
            ImpliedMarks.Mark(assembly.Document(options, document, tool), Limit, cancellation), document, scale, Limit, cancellation);
        return new PointsResult(
            PointsProvenance.Signed(points),
            scale,
            bound,
            PointsCards.Of(points, routing, conditions, sums, assembly.Groups),
            PointsNotes.Of(rules, points, routing, conditions, sums, leftDirections, cancellation).ToEquatableArray())
        {
            Stepped = InputSteps.Names(rules.Inputs),
            Everywhere = new PointsBound(sums.Everywhere, scale, threshold, bound.CutOff),
        };
    }

    private static ThresholdBit RequireThreshold(RuleDocument document) => document.Decision.Match(
        _ => throw new RuleCompilerException(
            $"The answers of {VisibleText.Of(document.Name)} are numbers: there is no threshold that points could be compared with."),
        threshold => threshold.Bits.Count == 1
            ? threshold.Bits[0]
            : throw new RuleCompilerException(
                $"{VisibleText.Of(document.Name)} answers {threshold.Bits.Count} questions, and a points table has one total and one "
                    + "cut-off; train rules for each of the answers."),
        argmax => throw new RuleCompilerException(
            $"{VisibleText.Of(document.Name)} takes the largest of {argmax.Labels.Count} scores, and a points table has one total and one "
                + "cut-off; of two labels, train rules with one score (one output and a threshold)."));
}
